import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { countAndLast, narrowedBy } from '../api/clause.facts.ts';
import { comparisonsOfFigures } from '../api/clause.figures.ts';
import type { CustomerClause } from '../api/clause.ts';
import { factsInWords } from '../api/clause.words.ts';
import { DateTimeFilter, type EnumFilter, IntFilter, Within } from '../api/filters.ts';
import { happenedWithin } from '../api/within.ts';
import { isGiven } from '../kernel/given.ts';
import {
  InteractionAuthorFilter,
  InteractionChannelFilter,
  InteractionKindFilter,
} from './interaction.filter.ts';
import type { InteractionAuthor, InteractionChannel, InteractionKind } from './interaction.rules.ts';

@InputType('InteractionActivityFilter', {
  description:
    'How often the shop and a customer spoke, in cases and alone. All figures given must hold, one at least is given.',
})
export class InteractionActivityFilter {
  @Field(() => InteractionKindFilter, { nullable: true, description: 'Only interactions for this.' })
  kind?: EnumFilter<InteractionKind> | null;

  @Field(() => InteractionChannelFilter, {
    nullable: true,
    description: 'Only interactions over this channel.',
  })
  channel?: EnumFilter<InteractionChannel> | null;

  @Field(() => InteractionAuthorFilter, { nullable: true, description: 'Only what such an author said.' })
  author?: EnumFilter<InteractionAuthor> | null;

  @Field(() => Within, { nullable: true, description: 'Only interactions that happened within this window.' })
  within?: Within | null;

  @Field(() => IntFilter, { nullable: true, description: 'By how many interactions; 0 without one.' })
  count?: IntFilter | null;

  @Field(() => DateTimeFilter, {
    nullable: true,
    description: 'By when the last of them happened; not known without one.',
  })
  lastAt?: DateTimeFilter | null;
}

declare module '../customers/customer.filter.ts' {
  interface CustomerFilter {
    interactions?: InteractionActivityFilter | null;
  }
}

export const interactionClause: CustomerClause<InteractionActivityFilter> = {
  name: 'interactions',
  description: 'By what was said between the shop and them.',
  type: () => InteractionActivityFilter,
  scope: 'interactions:read',
  follows: ['interaction', 'case'],
  isMoving: ({ within }) => isGiven(within?.days),
  comparisons(value, reading) {
    const { kind, channel, author, within } = value;
    const { words, holds } = narrowedBy({
      kind: [sql.ref('interaction.kind'), kind],
      channel: [sql.ref('interaction.channel'), channel],
      author: [sql.ref('interaction.author'), author],
    });
    const at = sql.ref('interaction.occurred_at');
    const { count, lastAt } = isSummedUp(value)
      ? { count: reading.summary('interaction_count'), lastAt: sql`null` }
      : countAndLast(reading, {
          from: sql`interaction`,
          customerId: sql.ref('interaction.customer_id'),
          at,
          where: [...holds, happenedWithin(at, within, reading.now)],
        });
    return comparisonsOfFigures(
      factsInWords('interactions', words, within),
      {
        count: { words: 'count', value: count, type: 'int' },
        lastAt: { words: 'last', value: lastAt, type: 'timestamptz' },
      },
      value,
    );
  },
};

/** When the last one was is kept nowhere. */
function isSummedUp({ kind, channel, author, within, lastAt }: InteractionActivityFilter): boolean {
  return !kind && !channel && !author && !within && !lastAt;
}
