import { type Cost, type Growth, totalMs } from '../report/growth.ts';
import { type Line, plotOf } from './plot.ts';

const width = 960;
const height = 400;
const size = { y: 60, width: 300, height: 280 };

/** The cost by the size of the shop, which should lie flat; and by the size of the answer, which should not be outrun. */
export function growthChart({ bySize, byParents }: Growth): string {
  const shops = plotOf(
    {
      title: 'The same question in a larger shop',
      xTitle: 'customers in the shop',
      yTitle: 'CPU ms for an answer, server and PostgreSQL',
      lines: linesBySize(bySize),
    },
    { ...size, x: 60 },
  );
  const answers = plotOf(
    {
      title: 'The same question about more customers',
      xTitle: 'customers in the answer',
      yTitle: 'times as much as for one customer',
      lines: [
        { name: 'bytes', points: timesTheFirst(byParents, ({ bytes }) => bytes), dashed: true },
        { name: 'CPU', points: timesTheFirst(byParents, totalMs) },
      ],
    },
    { ...size, x: 560 },
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13">`,
    '<title>CPU for an answer, by the size of the shop and by the size of the answer</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    shops,
    answers,
    '</svg>\n',
  ].join('\n');
}

function linesBySize(costs: Cost[]): Line[] {
  return [...Map.groupBy(costs, ({ operation }) => operation)].map(([name, ofOperation]) => ({
    name,
    points: ofOperation.map((cost) => [cost.customers, totalMs(cost)]),
  }));
}

function timesTheFirst(costs: Cost[], of: (cost: Cost) => number): [number, number][] {
  const [first] = costs;
  return costs.map((cost) => [cost.parents ?? 1, of(cost) / (first ? of(first) : 1)]);
}
