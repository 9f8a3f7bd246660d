import { measured, reportOf } from './report.ts';

interface Answer {
  asOf: string;
  rfm: { groups: { group: string; customers: number }[] };
}

export const loyaltyReport = reportOf<Answer>({
  about: 'Who comes back, as of the end of the period; cohorts are of its parts.',
  document: `query ($period: Period, $filter: CustomerFilter, $asOf: DateTime, $by: Granularity!) {
    loyalty(filter: $filter, asOf: $asOf) {
      asOf customerCount repeatPurchaseRate { ${measured} } churned { ${measured} }
      rfm { groups { group customers share { ${measured} } spent { amount currency } } }
      cohorts(by: $by, period: $period, periods: 13) {
        from isComplete size cells { period share { ${measured} } }
      }
    }
  }`,
  chartOf: ({ asOf, rfm }) => ({
    kind: 'GROUPS',
    title: 'Customers by how lately, how often and for how much they buy',
    measure: `Customers, as of ${asOf.slice(0, 10)}`,
    points: rfm.groups.map(({ group, customers }) => ({ at: group, value: customers })),
  }),
});
