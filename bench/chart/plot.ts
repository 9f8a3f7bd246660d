// A plot with two logarithmic axes as SVG: the same figures give the same text.

export interface Line {
  name: string;
  points: [number, number][];
  dashed?: boolean;
}

export interface Plot {
  title: string;
  xTitle: string;
  /** Written at the lines themselves: what the upright axis counts. */
  yTitle: string;
  lines: Line[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Axis {
  from: number;
  to: number;
}

// Told apart by those who see few colours, too (Okabe and Ito).
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
const linesApart = 15;

export function plotOf({ title, xTitle, yTitle, lines }: Plot, box: Box): string {
  const points = lines.flatMap((line) => line.points);
  const x = decades(points.map(([at]) => at));
  const y = decades(points.map(([, value]) => value));
  const left = (at: number) => box.x + box.width * shareOf(at, x);
  const top = (value: number) => box.y + box.height * (1 - shareOf(value, y));

  const heights = apart(lines.map((line) => top(line.points.at(-1)?.[1] ?? y.from)));
  const bottom = box.y + box.height;
  return [
    text(box.x, box.y - 30, title, 'font-weight="600"'),
    text(box.x, box.y - 12, yTitle, 'fill="#57606a"'),
    text(box.x + box.width, bottom + 36, xTitle, 'fill="#57606a" text-anchor="end"'),
    ...powersIn(y).flatMap((value) => [
      path([box.x, top(value)], [box.x + box.width, top(value)], 'stroke="#d0d7de"'),
      text(box.x - 6, top(value) + 4, said(value), 'fill="#57606a" text-anchor="end"'),
    ]),
    ...powersIn(x).map((at) => text(left(at), bottom + 18, said(at), 'fill="#57606a" text-anchor="middle"')),
    ...lines.flatMap((line, index) => {
      const colour = colours[index % colours.length] ?? '#000';
      const places = line.points.map(([at, value]): [number, number] => [left(at), top(value)]);
      const dashes = line.dashed ? ' stroke-dasharray="5 4"' : '';
      return [
        `<polyline points="${places.map(pair).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>`,
        ...places.map(([cx, cy]) => `<circle cx="${fixed(cx)}" cy="${fixed(cy)}" r="3" fill="${colour}"/>`),
        text((places.at(-1)?.[0] ?? 0) + 8, (heights[index] ?? 0) + 4, line.name, `fill="${colour}"`),
      ];
    }),
  ].join('\n');
}

/** The powers of ten around the values. */
function decades(values: number[]): Axis {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.ceil(Math.log10(Math.max(...values)));
  return { from: 10 ** from, to: 10 ** Math.max(to, from + 1) };
}

function shareOf(value: number, { from, to }: Axis): number {
  return Math.log10(value / from) / Math.log10(to / from);
}

function powersIn({ from, to }: Axis): number[] {
  const count = Math.round(Math.log10(to / from));
  return Array.from({ length: count + 1 }, (_, power) => from * 10 ** power);
}

/** The same heights, moved down where two names would stand on each other. */
function apart(heights: number[]): number[] {
  const moved = [...heights];
  let last = Number.NEGATIVE_INFINITY;
  for (const index of [...heights.keys()].sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))) {
    last = Math.max(heights[index] ?? 0, last + linesApart);
    moved[index] = last;
  }
  return moved;
}

function said(value: number): string {
  return value >= 1 ? value.toLocaleString('en') : String(Number(value.toPrecision(1)));
}

function text(x: number, y: number, words: string, rest: string): string {
  const safe = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${fixed(x)}" y="${fixed(y)}" ${rest}>${safe}</text>`;
}

function path(from: [number, number], to: [number, number], rest: string): string {
  return `<polyline points="${pair(from)} ${pair(to)}" fill="none" ${rest}/>`;
}

function pair([x, y]: [number, number]): string {
  return `${fixed(x)},${fixed(y)}`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
