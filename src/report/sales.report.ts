import { reportOf } from './report.ts';

interface Answer {
  revenue: { currency: string };
  overTime: { from: string; isComplete: boolean; net: { amount: string } }[];
}

const money = '{ amount currency }';

export const salesReport = reportOf<Answer>({
  about: 'What sells.',
  document: `query ($period: Period, $filter: CustomerFilter, $by: Granularity!) {
    sales(period: $period, filter: $filter) {
      purchaseCount unitCount revenue ${money} refunded ${money} net ${money} averageBasket ${money}
      unitsPerPurchase customerCount purchaseFrequency
      overTime(by: $by) { from isComplete purchaseCount revenue ${money} refunded ${money} net ${money} }
      byChannel { key purchaseCount revenue ${money} net ${money} }
      byCountry { key purchaseCount revenue ${money} net ${money} }
      popularProducts(by: REVENUE) { product { name } unitCount revenue ${money} change }
    }
  }`,
  chartOf: ({ revenue, overTime }) => ({
    kind: 'BARS',
    title: 'Net sales',
    measure: `Net of refunds, ${revenue.currency}`,
    points: overTime.map(({ from, isComplete, net }) => ({
      at: from,
      value: Number(net.amount),
      isPart: !isComplete,
    })),
  }),
});
