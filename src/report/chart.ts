import type { TopLevelSpec } from 'vega-lite';
import type { Chart, ChartPoint } from './report.ts';

/** Read from a little away, and told apart by those who see few colours, too (Okabe and Ito). */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];
const ink = '#1f2328';
const faint = '#57606a';
const rule = '#d0d7de';
/** Of figures: in full, thousands apart. */
const asWritten = ',~f';
const width = 720;
const height = 300;

/** A chart as Vega-Lite draws it. `subtitle` says of which days and of which customers it is. */
export function specOf(chart: Chart, subtitle: string, by: string): TopLevelSpec {
  const notes = [subtitle, ...notesOn(chart)];
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: `${chart.title}. ${notes.join('. ')}.`,
    width,
    height: chart.kind === 'GROUPS' ? { step: 26 } : height,
    padding: 16,
    background: '#ffffff',
    title: { text: chart.title, subtitle: notes, anchor: 'start', offset: 16 },
    data: { values: chart.points.map((point) => ({ ...point, label: labelOf(chart, point, by) })) },
    ...marksOf(chart),
    config: {
      font: 'system-ui, sans-serif',
      title: { fontSize: 18, subtitleFontSize: 13, subtitlePadding: 6, color: ink, subtitleColor: faint },
      axis: {
        labelFontSize: 12,
        titleFontSize: 12,
        titleFontWeight: 'normal',
        titlePadding: 10,
        labelColor: faint,
        titleColor: faint,
        gridColor: rule,
        domainColor: rule,
        tickColor: rule,
      },
      legend: { labelFontSize: 13, labelColor: ink, orient: 'top', title: null, offset: 28 },
      view: { stroke: null },
      range: { category: colours },
    },
  } as TopLevelSpec;
}

function notesOn({ points }: Chart): string[] {
  if (points.every(({ value }) => value === null)) return ['There is nothing to tell of these days'];
  const isPart = points.some((point) => point.isPart);
  return isPart ? ['Lighter: not over, or the period has not all its days'] : [];
}

function marksOf(chart: Chart): object {
  if (chart.kind === 'GROUPS') return groupBars(chart);
  return chart.kind === 'BARS'
    ? { ...bars, encoding: { ...bars.encoding, y: upright(chart) } }
    : lines(chart);
}

const along = {
  field: 'label',
  type: 'ordinal',
  sort: null,
  title: null,
  axis: { labelAngle: 0, labelOverlap: true, labelPadding: 6, grid: false },
};

function upright({ measure }: Chart): object {
  return {
    field: 'value',
    type: 'quantitative',
    title: measure,
    axis: {
      titleAngle: 0,
      titleAlign: 'left',
      titleAnchor: 'end',
      titleX: 0,
      titleY: -8,
      format: asWritten,
      tickCount: 5,
      tickMinStep: 1,
    },
  };
}

const bars = {
  mark: { type: 'bar', color: colours[0] },
  encoding: { x: along, opacity: { condition: { test: 'datum.isPart', value: 0.4 }, value: 1 } },
};

function lines(chart: Chart): object {
  const series = chart.points.some((point) => point.series)
    ? { field: 'series', type: 'nominal', sort: null }
    : null;
  const encoding = { x: along, y: upright(chart), ...(series ? { color: series } : {}) };
  const mark = series ? {} : { color: colours[0] };
  const interval = {
    mark: { type: 'area', opacity: 0.2, ...mark },
    encoding: { x: along, y: { ...upright(chart), field: 'low' }, y2: { field: 'high' } },
  };
  const hasIntervals = chart.points.some(({ low }) => typeof low === 'number');
  const line = { mark: { type: 'line', strokeWidth: 2.5, point: { size: 40, ...mark }, ...mark }, encoding };
  return { layer: hasIntervals ? [interval, line] : [line] };
}

function groupBars({ measure }: Chart): object {
  const y = {
    field: 'label',
    type: 'nominal',
    sort: null,
    title: null,
    axis: { grid: false, ticks: false, labelPadding: 8 },
  };
  return {
    layer: [
      { mark: { type: 'bar', color: colours[0] } },
      {
        mark: { type: 'text', align: 'left', dx: 5, fontSize: 12, color: ink },
        encoding: { text: { field: 'value', type: 'quantitative', format: asWritten } },
      },
    ],
    encoding: {
      x: {
        field: 'value',
        type: 'quantitative',
        title: measure,
        axis: { format: asWritten, tickCount: 5, tickMinStep: 1 },
      },
      y,
    },
  };
}

function labelOf({ kind }: Chart, { at }: ChartPoint, by: string): string {
  if (kind === 'GROUPS') return `${at.charAt(0)}${at.slice(1).toLowerCase().replaceAll('_', ' ')}`;
  const day = new Date(at);
  const year = at.slice(0, 4);
  if (by === 'YEAR') return year;
  if (by === 'QUARTER') return `Q${Math.floor(day.getUTCMonth() / 3) + 1} ${year}`;
  const parts =
    by === 'MONTH'
      ? ({ month: 'short', year: 'numeric' } as const)
      : ({ day: 'numeric', month: 'short', year: 'numeric' } as const);
  return day.toLocaleDateString('en-GB', { ...parts, timeZone: 'UTC' });
}
