import { listed } from '../kernel/text.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { Refused } from './number.value.ts';
import type { Row } from './table.row.ts';
import { nameOf, textRead } from './text.value.ts';
import type { ChoiceValue } from './value.schema.ts';

/** How to read one of a list of words of ours, which the file may call otherwise. */
export function choiceRead<Choice extends string>(
  mapped: ChoiceValue,
  columns: ColumnReads,
  { place, choices }: { place: string; choices: readonly Choice[] },
) {
  const read = textRead(mapped, columns);
  const name = nameOf(mapped, place);
  return (row: Row): Choice | Refused => {
    const text = read(row);
    if (text === '') return { refused: `has no ${name}` };
    const meant = mapped.means[text] ?? text.toUpperCase();
    const found = choices.find((choice) => choice === meant);
    return found ?? { refused: `${name} "${text}" is not ${listed(choices, 'or')}` };
  };
}
