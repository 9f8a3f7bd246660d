import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { encodeCursor } from './cursor.ts';
import { Derived } from './field.ts';
import { Costs, countCost, PartOfRow } from './limits/cost.declaration.ts';
import type { Page, PageArgs, Paged } from './page.ts';

@PartOfRow
@ObjectType('PageInfo', { description: 'Where a page stands in its list.' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether the list goes on after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether the list has something before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first edge; null on an empty page.',
  })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last edge; null on an empty page.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgsType implements PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the start, 1 to 100; 25 when nothing is said.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor to start after.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end, 1 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor to end before.' })
  before?: string | null;
}

interface Edge {
  node: Paged<unknown>;
  page: Page<unknown>;
}

/** The connection type of a node type: `CustomerConnection` with its `CustomerEdge`. */
export function connectionOf<Node extends object>(name: string, node: () => ClassType<Node>) {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list, with its place in it.` })
  class EdgeType {
    @Costs({ paid: true })
    @Field(() => node(), { description: `The ${name}.` })
    node!: Node;

    @Derived<Edge>(() => String, {
      description: 'The place of this edge, to page from.',
      of: ({ node: row, page }) => cursorOf(page, row),
    })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionType {
    @Derived<Page<Node>>(() => [EdgeType], {
      description: 'The page with the place of each.',
      cost: { paid: true },
      of: (page) => page.rows.map((row) => ({ node: row, page })),
    })
    edges!: EdgeType[];

    @Derived<Page<Node>>(() => [node()], {
      description: 'The page without the places.',
      cost: { paid: true },
      of: (page) => page.rows,
    })
    nodes!: Node[];

    @Derived<Page<Node>>(() => PageInfoType, {
      description: 'Where the page stands.',
      of: (page) => ({
        hasNextPage: page.hasNextPage,
        hasPreviousPage: page.hasPreviousPage,
        startCursor: cursorOf(page, page.rows[0]),
        endCursor: cursorOf(page, page.rows.at(-1)),
      }),
    })
    pageInfo!: PageInfoType;

    @Derived<Page<Node>>(() => Int, {
      description: 'How long the whole list is. Costs a count of its own, made only when asked for.',
      cost: { extra: countCost },
      of: (page) => page.count(),
    })
    totalCount!: number;
  }

  return ConnectionType;
}

function cursorOf(page: Page<unknown>, row: Paged<unknown> | undefined): string | null {
  return row ? encodeCursor(page.orderings, { values: row.orderedBy, id: row.id }) : null;
}
