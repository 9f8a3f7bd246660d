import { Extensions } from 'type-graphql';

/** What a field is taken to cost, where it is not what its type says. */
export interface FieldCost {
  /**
   * How many objects a list without pages is taken for: a number that few exceed, or the argument that lists what is
   * asked for. Every list of objects needs one.
   */
  size?: number | { argument: string };
  /** Costs beside the objects it leads to, for work that no object stands for. */
  extra?: number;
  /** Its objects are paid for already by the field around it. */
  paid?: true;
}

export const countCost = 10;
export const mutationCost = 10;

/** For fields that are declared by type-graphql alone; ours take `cost` among their options. */
export function Costs(cost: FieldCost) {
  return Extensions({ cost });
}

/** A type whose values are parts of a row that was paid for, such as an amount with its currency. */
export const PartOfRow = Extensions({ partOfRow: true });
