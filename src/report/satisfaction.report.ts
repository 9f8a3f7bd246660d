import { measured, reportOf } from './report.ts';

interface Answer {
  overTime: { from: string; value: number | null; low: number | null; high: number | null }[];
}

export const satisfactionReport = reportOf<Answer>({
  about: 'How satisfied customers are.',
  document: `query ($period: Period, $filter: CustomerFilter, $by: Granularity!) {
    satisfaction(period: $period, filter: $filter) {
      nps { ${measured} promoters passives detractors } csat { ${measured} } ces { ${measured} } cesEasy { ${measured} }
      rating { ${measured} } responseRate { ${measured} }
      sentiment { positive neutral negative unknown }
      overTime(score: NPS, by: $by) { from ${measured} }
      byChannel(score: NPS) { key ${measured} }
    }
  }`,
  chartOf: ({ overTime }) => ({
    kind: 'LINES',
    title: 'Net promoter score',
    measure: 'NPS, -100 to 100, with its 95 % interval',
    points: overTime.map(({ from, value, low, high }) => ({ at: from, value, low, high })),
  }),
});
