import { countryNamed } from '../customers/country.names.ts';
import { folded } from '../kernel/text.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { Row } from './table.row.ts';
import { textRead } from './text.value.ts';
import type { CountryValue } from './value.schema.ts';

/** A country as a row names it, and its ISO 3166-1 alpha-2 code where it has one. */
export interface NamedCountry {
  name: string;
  code: string | null;
}

/**
 * How to read the country of a row from its English name, an alias of the mapping or its code; undefined
 * when empty.
 */
export function countryRead(mapped: CountryValue, columns: ColumnReads) {
  const read = textRead(mapped, columns);
  const aliases = new Map(Object.entries(mapped.alsoKnownAs).map(([name, code]) => [folded(name), code]));
  return (row: Row): NamedCountry | undefined => {
    const name = read(row);
    if (name === '') return undefined;
    const alias = aliases.get(folded(name));
    if (alias !== undefined) return { name, code: alias };
    return { name, code: countryNamed(name) };
  };
}
