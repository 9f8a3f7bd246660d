import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { DateTimeFilter, type EnumFilter, enumFilter, IdFilter, StringFilter } from '../api/filters.ts';
import { enumOf } from '../api/mutation.ts';
import { Personal } from '../api/personal.ts';
import type { Combinable } from '../database/filter.size.ts';
import { type Clauses, compared, idsIn } from '../database/filter.ts';
import type { InteractionAuthor, InteractionChannel, InteractionKind } from './interaction.rules.ts';

export const InteractionKindEnum = enumOf<InteractionKind>('InteractionKind', 'What it was for.', {
  ADVICE: 'Advice before choosing.',
  SUPPORT: 'Solving a problem, technical support.',
  FEEDBACK: 'What somebody thinks of something.',
  COMPLAINT: 'Something was wrong.',
  AFTER_SALES: 'Care after the purchase.',
  MARKETING: 'An offer or a newsletter.',
});

export const InteractionChannelEnum = enumOf<InteractionChannel>(
  'InteractionChannel',
  'Over which channel it went.',
  {
    EMAIL: 'Electronic mail.',
    PHONE: 'A call.',
    CHAT: 'A chat on a page or in a messenger.',
    STORE: 'Face to face.',
    WEB: 'A form on a page.',
    APP: 'Inside an application.',
    SOCIAL: 'Social media.',
    POST: 'A letter.',
  },
);

export const InteractionAuthorEnum = enumOf<InteractionAuthor>('InteractionAuthor', 'Who spoke.', {
  CUSTOMER: 'The customer.',
  AGENT: 'A person who serves them.',
  BOT: 'A machine; its answers do not stop the clock of a first response.',
});

export const InteractionKindFilter = enumFilter('InteractionKindFilter', InteractionKindEnum);
export const InteractionChannelFilter = enumFilter('InteractionChannelFilter', InteractionChannelEnum);
export const InteractionAuthorFilter = enumFilter('InteractionAuthorFilter', InteractionAuthorEnum);

@InputType('InteractionFilter', {
  description: 'Which interactions. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class InteractionFilter implements Combinable {
  @Field(() => [InteractionFilter], { nullable: true, description: 'All of these hold.' })
  and?: InteractionFilter[] | null;

  @Field(() => [InteractionFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: InteractionFilter[] | null;

  @Field(() => InteractionFilter, { nullable: true, description: 'This does not hold.' })
  not?: InteractionFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By global id.' })
  id?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the customer.' })
  customer?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the service case it is in.' })
  serviceCase?: IdFilter | null;

  @Field(() => InteractionKindFilter, { nullable: true, description: 'By what it was for.' })
  kind?: EnumFilter<InteractionKind> | null;

  @Field(() => InteractionChannelFilter, { nullable: true, description: 'By channel.' })
  channel?: EnumFilter<InteractionChannel> | null;

  @Field(() => InteractionAuthorFilter, { nullable: true, description: 'By who spoke.' })
  author?: EnumFilter<InteractionAuthor> | null;

  @Field(() => StringFilter, { nullable: true, description: 'By the agent.' })
  agent?: StringFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it happened.' })
  occurredAt?: DateTimeFilter | null;

  @Personal
  @Field(() => StringFilter, { nullable: true, description: 'By its subject. Needs customers:pii.' })
  subject?: StringFilter | null;

  @Personal
  @Field(() => StringFilter, { nullable: true, description: 'By what was said. Needs customers:pii.' })
  body?: StringFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the product it is about.' })
  product?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the purchase it is about.' })
  purchase?: IdFilter | null;
}

const interaction = (name: string) => sql.ref(`interaction.${name}`);
const text = (name: string) => compared<string>(interaction(name), 'text');

export const interactionClauses: Clauses<InteractionFilter> = {
  id: (filter) => idsIn(interaction('id'), 'interaction', filter),
  customer: (filter) => idsIn(interaction('customer_id'), 'customer', filter),
  serviceCase: (filter) => idsIn(interaction('case_id'), 'case', filter),
  kind: compared(interaction('kind'), 'text'),
  channel: compared(interaction('channel'), 'text'),
  author: compared(interaction('author'), 'text'),
  agent: text('agent'),
  occurredAt: compared(interaction('occurred_at'), 'timestamptz'),
  subject: text('subject'),
  body: text('body'),
  product: (filter) => idsIn(interaction('product_id'), 'product', filter),
  purchase: (filter) => idsIn(interaction('purchase_id'), 'purchase', filter),
};
