/** What a use case changed, as the change log keeps it. */
export interface Difference {
  /** Everything that changed, by name. */
  fields: readonly string[];
  /** What could be told of it: personal data is named in `fields` and stands in neither. Null: there was nothing before. */
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
}

/**
 * What differs between two views of a thing, made in the same way before and after; `before` is null for a new one, of
 * which everything that is known counts as changed. The personal fields are named and not copied.
 */
export function differenceOf<View extends object>(
  before: View | null,
  after: View,
  personalFields: readonly (keyof View & string)[] = [],
): Difference {
  const isSame = (name: keyof View) => {
    return JSON.stringify(before?.[name] ?? null) === JSON.stringify(after[name] ?? null);
  };
  const fields = (Object.keys(after) as (keyof View & string)[]).filter((name) => !isSame(name));
  const told = fields.filter((name) => !personalFields.includes(name));
  const of = (view: View) => Object.fromEntries(told.map((name) => [name, view[name] ?? null]));
  return { fields, before: before && of(before), after: of(after) };
}
