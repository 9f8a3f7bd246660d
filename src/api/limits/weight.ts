import type { Variables } from './asked.ts';

/** What a selection may come to: the objects it may read, and costs that no object stands for. */
export interface Weight {
  nodes: number;
  extra: number;
}

/** A weight that depends on the variables: the sizes of pages, and what @skip and @include leave out. */
export type Weigh = (variables: Variables) => Weight;

export const nothing: Weight = { nodes: 0, extra: 0 };
export const anObject: Weight = { nodes: 1, extra: 0 };
/** Something that is not read from the database and takes time all the same. */
export const anExtra: Weight = { nodes: 0, extra: 1 };

export const weightless: Weigh = () => nothing;

/** What stands side by side. */
export function sum(parts: readonly Weigh[]): Weigh {
  const [only = weightless] = parts;
  if (parts.length < 2) return only;
  return (variables) => {
    let [nodes, extra] = [0, 0];
    for (const part of parts) {
      const weight = part(variables);
      nodes += weight.nodes;
      extra += weight.extra;
    }
    return { nodes, extra };
  };
}

/** What stands for each other: only one of them can be. */
export function heaviest(parts: readonly Weigh[]): Weigh {
  const [only = weightless] = parts;
  if (parts.length < 2) return only;
  return (variables) => {
    const weights = parts.map((part) => part(variables));
    return {
      nodes: Math.max(...weights.map(({ nodes }) => nodes)),
      extra: Math.max(...weights.map(({ extra }) => extra)),
    };
  };
}

interface Repeated {
  times(variables: Variables): number;
  /** What each of them is itself. */
  each: Weight;
  under: Weigh;
  /** Added once. */
  extra: number;
}

export function repeated({ times, each, under, extra }: Repeated): Weigh {
  return (variables) => {
    const count = times(variables);
    const inside = under(variables);
    return {
      nodes: count * (each.nodes + inside.nodes),
      extra: extra + count * (each.extra + inside.extra),
    };
  };
}

export function when(holds: (variables: Variables) => boolean, weigh: Weigh): Weigh {
  return (variables) => (holds(variables) ? weigh(variables) : nothing);
}
