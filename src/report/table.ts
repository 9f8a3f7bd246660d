import { groupedBy } from '../kernel/batch.ts';
import { figuresInColumns, inColumns } from '../kernel/columns.ts';
import { shownFigure } from './figure.words.ts';
import type { Figure } from './figures.ts';

/** How many figures of a line may have their intervals beside them. */
const mostIntervals = 6;

/** Figures for a terminal: those of the whole one under the other, each section a table of its own. */
export function tableOf(title: string, figures: readonly Figure[]): string {
  const sections = [...groupedBy(figures, ({ section }) => section)];
  const parts = sections.map(([section, own]) =>
    section === ''
      ? inColumns(own.map((figure) => [figure.name, shownFigure(figure)]))
      : sectionTable(section, own),
  );
  const note = figures.some(({ isPart }) => isPart) ? ['* not over, or the period has not all its days'] : [];
  return `${[title, ...parts, ...note].join('\n\n')}\n`;
}

function sectionTable(section: string, figures: readonly Figure[]): string {
  const names = [...new Set(figures.map(({ name }) => name))];
  const isWide = names.length > mostIntervals;
  const rows = [...groupedBy(figures, ({ key }) => key)].map(([key, own]) => [
    `${key ?? 'not known'}${own.some(({ isPart }) => isPart) ? ' *' : ''}`,
    ...names.map((name) => {
      const figure = own.find((one) => one.name === name);
      return figure ? shownFigure(isWide ? alone(figure) : figure) : '';
    }),
  ]);
  return figuresInColumns([[section, ...names], ...rows]);
}

/** Without how far it can be trusted, for which a line has no room. */
function alone(figure: Figure): Figure {
  return { ...figure, n: null, low: null, high: null };
}
