import {
  type InteractionDraft,
  interactionAuthors,
  interactionChannels,
  interactionKinds,
} from '../interactions/interaction.rules.ts';
import { choiceRead } from './choice.value.ts';
import { customerReferenceRead } from './customer.draft.ts';
import { dateRead } from './date.value.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { InteractionsMapping } from './mapping.schema.ts';
import { isRefused, type Refused } from './number.value.ts';
import type { Row } from './table.row.ts';
import { nameOf, optionalRead, textRead } from './text.value.ts';

/** How to read the interaction of a row. Whom and what it names must be there already. */
export function interactionDraftRead(
  { interaction: mapped, customer, source }: InteractionsMapping,
  columns: ColumnReads,
) {
  const idOf = textRead(mapped.id, columns);
  const idName = nameOf(mapped.id, 'interaction.id');
  const dateOf = dateRead(mapped.occurredAt, columns, 'occurredAt');
  const kindOf = choiceRead(mapped.kind, columns, { place: 'kind', choices: interactionKinds });
  const channelOf = choiceRead(mapped.channel, columns, { place: 'channel', choices: interactionChannels });
  const authorOf = choiceRead(mapped.author, columns, { place: 'author', choices: interactionAuthors });
  const customerOf = customerReferenceRead(customer, source, columns);
  const agentOf = optionalRead(mapped.agent, columns);
  const subjectOf = optionalRead(mapped.subject, columns);
  const bodyOf = optionalRead(mapped.body, columns);
  const skuOf = optionalRead(mapped.sku, columns);
  const purchaseOf = optionalRead(mapped.purchase, columns);
  return (row: Row): InteractionDraft | Refused => {
    const id = idOf(row);
    if (id === '') return { refused: `has no ${idName}` };
    const named = customerOf(row);
    if (!named) return { refused: 'names no customer' };
    const [occurredAt, kind, channel, author] = [dateOf(row), kindOf(row), channelOf(row), authorOf(row)];
    if (isRefused(occurredAt)) return occurredAt;
    if (isRefused(kind)) return kind;
    if (isRefused(channel)) return channel;
    if (isRefused(author)) return author;
    const [sku, purchase] = [skuOf(row), purchaseOf(row)];
    return {
      customer: named,
      externalIds: [{ source, id }],
      kind,
      channel,
      author,
      agent: author === 'AGENT' ? (agentOf(row) ?? null) : null,
      occurredAt,
      subject: subjectOf(row) ?? null,
      body: bodyOf(row) ?? null,
      product: sku === undefined ? null : { sku },
      purchase: purchase === undefined ? null : { externalId: { source, id: purchase } },
    };
  };
}
