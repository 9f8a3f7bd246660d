import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { comparisonsOfFigures } from '../api/clause.figures.ts';
import type { CustomerClause, Reading } from '../api/clause.ts';
import { factsInWords, operatorsInWords } from '../api/clause.words.ts';
import { DateTimeFilter, type EnumFilter, IntFilter, Within } from '../api/filters.ts';
import { happenedWithin } from '../api/within.ts';
import { conditionsOn } from '../database/filter.ts';
import { allOf, type Sql } from '../database/read.ts';
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
  follows: ['interaction', 'case', 'customer.created', 'customer.merged'],
  isMoving: ({ within }) => isGiven(within?.days),
  comparisons(value, reading) {
    const narrowedBy = [
      ...operatorsInWords('kind', value.kind),
      ...operatorsInWords('channel', value.channel),
      ...operatorsInWords('author', value.author),
    ];
    const { count, lastAt } = isSummedUp(value) ? keptFigures(reading) : figuresOf(value, reading);
    return comparisonsOfFigures(
      factsInWords('interactions', narrowedBy, value.within),
      {
        count: { words: 'count', value: count, type: 'int' },
        lastAt: { words: 'last', value: lastAt, type: 'timestamptz' },
      },
      value,
    );
  },
};

interface InteractionFigures {
  count: Sql;
  lastAt: Sql;
}

/** When the last one was is kept nowhere. */
function isSummedUp({ kind, channel, author, within, lastAt }: InteractionActivityFilter): boolean {
  return !kind && !channel && !author && !within && !lastAt;
}

function keptFigures({ summary }: Reading): InteractionFigures {
  return { count: summary('interaction_count'), lastAt: sql`null` };
}

function figuresOf(
  { kind, channel, author, within }: InteractionActivityFilter,
  reading: Reading,
): InteractionFigures {
  const column = reading.joined(
    (ofThem) => sql`
      select
        interaction.customer_id,
        count(*)::int as interactions,
        max(interaction.occurred_at) as last_at
      from interaction
      where ${allOf([
        ...(kind ? [conditionsOn(sql.ref('interaction.kind'), kind, 'text')] : []),
        ...(channel ? [conditionsOn(sql.ref('interaction.channel'), channel, 'text')] : []),
        ...(author ? [conditionsOn(sql.ref('interaction.author'), author, 'text')] : []),
        happenedWithin(sql.ref('interaction.occurred_at'), within, reading.now),
        ofThem(sql.ref('interaction.customer_id')),
      ])}
      group by interaction.customer_id`,
  );
  return { count: sql`coalesce(${column('interactions')}, 0)`, lastAt: column('last_at') };
}
