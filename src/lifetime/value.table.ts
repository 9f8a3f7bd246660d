/** The distinct values of a list, and for each entry of the list the place of its value among them. */
export interface ValueTable {
  values: readonly number[];
  places: Int32Array;
}

export function tableOf(list: readonly number[]): ValueTable {
  const known = new Map<number, number>();
  const places = Int32Array.from(list, (value) => {
    const place = known.get(value) ?? known.size;
    known.set(value, place);
    return place;
  });
  return { values: [...known.keys()], places };
}
