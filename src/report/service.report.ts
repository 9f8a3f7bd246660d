import { measured, reportOf } from './report.ts';

interface Answer {
  overTime: { from: string; openedCount: number; resolvedCount: number }[];
}

const took = '{ n medianSeconds p90Seconds meanSeconds }';

export const serviceReport = reportOf<Answer>({
  about: 'How customers are served.',
  document: `query ($period: Period, $filter: CustomerFilter, $by: Granularity!) {
    service(period: $period, filter: $filter) {
      openedCount resolvedCount openCount reopenedShare { ${measured} } withinTarget { ${measured} }
      firstResponse ${took} resolution ${took}
      overTime(by: $by) { from openedCount resolvedCount firstResponse { medianSeconds p90Seconds } }
      byChannel { channel openedCount resolvedCount openCount firstResponse { medianSeconds p90Seconds } }
      byAssignee { assignee openedCount resolvedCount openCount }
    }
  }`,
  chartOf: ({ overTime }) => ({
    kind: 'LINES',
    title: 'Service cases',
    measure: 'Cases',
    points: overTime.flatMap(({ from, openedCount, resolvedCount }) => [
      { at: from, series: 'Opened', value: openedCount },
      { at: from, series: 'Resolved', value: resolvedCount },
    ]),
  }),
});
