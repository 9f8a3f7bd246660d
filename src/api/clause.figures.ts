import { UnusableFilter } from '../database/filter.size.ts';
import type { Operators } from '../database/filter.ts';
import { listed } from '../kernel/text.ts';
import { type Comparison, comparisonsOf, type Subject } from './clause.ts';

/** A figure of what a customer did, as a clause compares it. */
export type ComparedFigure = Omit<Subject, 'path'>;

/**
 * The comparisons of what is asked of figures, each after the words of what they are figures of. Throws UnusableFilter
 * where nothing is asked: it would mean everybody, which nobody says so.
 */
export function comparisonsOfFigures<Name extends string>(
  what: string,
  figures: Readonly<Record<Name, ComparedFigure>>,
  asked: Readonly<Partial<Record<NoInfer<Name>, Operators<unknown> | null>>>,
): Comparison[] {
  const names = Object.keys(figures) as Name[];
  const comparisons = names.flatMap((name) => {
    const figure: ComparedFigure = figures[name];
    const subject = { ...figure, path: [name], words: `${what}: ${figure.words}` };
    return comparisonsOf(subject, asked[name] ?? {});
  });
  if (comparisons.length > 0) return comparisons;
  throw new UnusableFilter(`Say what is compared: ${listed(names, 'or')}.`);
}
