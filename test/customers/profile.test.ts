import { expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { added, countOf, namesOf, written } from './asking.ts';

onBothEngines('the profile of a customer', (shop) => {
  it.each(['PERSON', 'BUSINESS', 'PUBLIC_ORGANISATION', 'COMMUNITY'])('takes a %s', async (kind) => {
    const { customer, userErrors } = await written(shop, 'createCustomer', { kind, name: `A ${kind}` });

    expect(userErrors).toEqual([]);
    expect(customer).toMatchObject({ kind, name: `A ${kind}`, lifecycle: 'POTENTIAL', identified: true });
  });

  it('keeps every field in its stored form', async () => {
    const input = {
      name: '  Fennica Oy ',
      kind: 'BUSINESS',
      registrationNumber: '0112038-9',
      industry: 'Forestry',
      email: ' Info@Fennica.example ',
      phone: '09 310 1691',
      address: { street: 'Aleksanterinkatu 1', postalCode: '00170', city: 'Helsinki' },
      country: 'fi',
      region: 'Uusimaa',
      language: 'SV-fi',
      yearlyIncome: { amount: '52000.5', currency: 'eur' },
      interests: ['sauna', ' fishing ', 'sauna', ''],
      externalIds: [
        { source: 'webshop', id: ' 7 ' },
        { source: 'crm', id: 'F-1' },
      ],
      attributes: { tier: 'gold', tags: ['a', 'b'], deep: { count: 2 }, gone: null },
    };

    const { customer } = await written(shop, 'createCustomer', input);

    expect(customer).toMatchObject({
      name: 'Fennica Oy',
      registrationNumber: '0112038-9',
      industry: 'Forestry',
      email: 'Info@Fennica.example',
      phone: '+35893101691',
      address: {
        street: 'Aleksanterinkatu 1',
        postalCode: '00170',
        city: 'Helsinki',
        region: 'Uusimaa',
        country: 'FI',
      },
      country: 'FI',
      region: 'Uusimaa',
      language: 'sv-FI',
      yearlyIncome: { amount: '52000.50', currency: 'EUR' },
      interests: ['sauna', 'fishing'],
      externalIds: [
        { source: 'crm', id: 'F-1' },
        { source: 'webshop', id: '7' },
      ],
      attributes: { tier: 'gold', tags: ['a', 'b'], deep: { count: 2 } },
      createdAt: '2026-11-22T12:00:00.000Z',
      updatedAt: '2026-11-22T12:00:00.000Z',
    });
  });

  it.each([
    ['the country of the draft', { country: 'EE', phone: '5123 4567' }, '+37251234567'],
    ["the shop's country without one", { phone: '040 123 4567' }, '+358401234567'],
    ['its own prefix before either', { country: 'EE', phone: '+46 8 123 456 78' }, '+46812345678'],
    [
      'its own prefix where the country has no numbers',
      { country: 'AQ', phone: '+358 40 1234567' },
      '+358401234567',
    ],
  ])('reads a phone number by %s', async (_by, input, phone) => {
    const { customer } = await written(shop, 'createCustomer', { name: 'Caller', ...input });

    expect(customer.phone).toBe(phone);
  });

  it('reads a phone number by the country the customer has already', async () => {
    const id = await added(shop, { name: 'Kersti Kask', country: 'EE' });

    const { customer } = await written(shop, 'updateCustomer', { id, phone: '5123 4567' });

    expect(customer.phone).toBe('+37251234567');
  });

  const email = 'An e-mail address is name@domain with at most 254 characters.';
  const phone = 'A phone number is one that exists, with its country prefix or as dialled in FI.';
  const country = 'A country is two letters of ISO 3166-1, such as FI.';
  const language =
    'A language is a BCP 47 tag of a language in ISO 639 and a country in ISO 3166-1, such as fi or sv-FI.';
  const currency = 'A currency is three letters of ISO 4217, such as EUR.';
  const source = 'A source is 1 to 60 letters, digits, dots, colons, dashes or underscores.';
  it.each([
    ['an e-mail without a domain', { email: 'aino@' }, ['email'], email],
    ['an e-mail without a dot', { email: 'aino@example' }, ['email'], email],
    ['an e-mail with a space', { email: 'ai no@example.fi' }, ['email'], email],
    ['an e-mail with two dots', { email: 'aino@example..fi' }, ['email'], email],
    ['an e-mail of 255 characters', { email: `${'a'.repeat(244)}@example.fi` }, ['email'], email],
    ['a phone number too short', { phone: '12' }, ['phone'], phone],
    ['a phone number of words', { phone: 'ask my wife' }, ['phone'], phone],
    ['a country of three letters', { country: 'FIN' }, ['country'], country],
    ['a country that is none', { country: 'XX' }, ['country'], country],
    ['a language that is none', { language: 'xx-XX' }, ['language'], language],
    ['a language of no country', { language: 'fi-XX' }, ['language'], language],
    ['a language with an underscore', { language: 'fi_FI' }, ['language'], language],
    [
      'a currency that is none',
      { yearlyIncome: { amount: '1', currency: 'EUX' } },
      ['yearlyIncome'],
      currency,
    ],
    [
      'an income with too many decimals',
      { yearlyIncome: { amount: '1.005', currency: 'EUR' } },
      ['yearlyIncome'],
      'An amount in EUR has at most 2 decimals.',
    ],
    [
      'an income in yen with decimals',
      { yearlyIncome: { amount: '1.5', currency: 'JPY' } },
      ['yearlyIncome'],
      'An amount in JPY has at most 0 decimals.',
    ],
    [
      'an income too large to keep exactly',
      { yearlyIncome: { amount: '90071992547409.92', currency: 'EUR' } },
      ['yearlyIncome'],
      'An amount in EUR is at most 90071992547409.91.',
    ],
    [
      'an income below zero',
      { yearlyIncome: { amount: '-1', currency: 'EUR' } },
      ['yearlyIncome'],
      'The amount is zero or more.',
    ],
    ['a name too long', { name: 'x'.repeat(301) }, ['name'], 'At most 300 characters; got 301.'],
    [
      'a street too long',
      { address: { street: 'x'.repeat(301) } },
      ['address', 'street'],
      'At most 300 characters; got 301.',
    ],
    [
      'too many interests',
      { interests: Array.from({ length: 101 }, (_, index) => `interest ${index}`) },
      ['interests'],
      'A customer has at most 100 interests; got 101.',
    ],
    [
      'an interest too long',
      { interests: ['x'.repeat(101)] },
      ['interests'],
      'An interest has at most 100 characters.',
    ],
    [
      'a source with a space',
      { externalIds: [{ source: 'a b', id: '1' }] },
      ['externalIds', '0', 'source'],
      source,
    ],
    [
      'an empty external id',
      {
        externalIds: [
          { source: 'crm', id: '1' },
          { source: 'crm', id: ' ' },
        ],
      },
      ['externalIds', '1', 'id'],
      'An external id has 1 to 200 characters.',
    ],
    [
      'attributes too large',
      { attributes: { note: 'x'.repeat(16_384) } },
      ['attributes'],
      'Attributes take at most 16384 characters of JSON; got 16395.',
    ],
  ])('refuses %s', async (_what, wrong, path, message) => {
    const before = await countOf(shop, 'customer');

    const payload = await written(shop, 'createCustomer', { name: 'Refused', ...wrong });

    expect(payload).toEqual({ customer: null, userErrors: [{ path, message, code: 'INVALID' }] });
    expect(await countOf(shop, 'customer')).toBe(before);
  });

  it.each([
    ['no name', {}],
    ['an empty one', { name: ' ' }],
    ['null', { name: null }],
  ])('refuses a customer with %s once', async (_what, input) => {
    const before = await countOf(shop, 'customer');

    const { customer, userErrors } = await written(shop, 'createCustomer', input);

    expect(customer).toBeNull();
    expect(userErrors).toEqual([{ path: ['name'], message: expect.any(String), code: 'REQUIRED' }]);
    expect(await countOf(shop, 'customer')).toBe(before);
  });

  it('tells several mistakes at once', async () => {
    const { userErrors } = await written(shop, 'createCustomer', {
      email: 'nobody',
      country: 'Finland',
      language: 'suomi-suomi-suomi',
      yearlyIncome: { amount: '1', currency: 'MK' },
    });

    expect(userErrors.map(({ path, code }: { path: string[]; code: string }) => [path[0], code])).toEqual([
      ['email', 'INVALID'],
      ['country', 'INVALID'],
      ['language', 'INVALID'],
      ['yearlyIncome', 'INVALID'],
      ['name', 'REQUIRED'],
    ]);
  });

  it('takes attributes a hundred deep at most', async () => {
    const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

    const shallow = await written(shop, 'createCustomer', { name: 'A', attributes: { a: nested(50) } });
    const deep = written(shop, 'createCustomer', { name: 'A', attributes: { a: nested(110) } });

    expect(shallow.customer.attributes).toEqual({ a: nested(50) });
    await expect(deep).rejects.toThrow('An argument may nest at most 100 deep.');
  });

  it('takes attributes written out in the operation, and refuses a variable among them', async () => {
    const mutation = (head: string, attributes: string) => `
      mutation ${head} {
        createCustomer(input: { name: "A", attributes: ${attributes} }) { customer { attributes } }
      }`;

    const literal = await shop.ask(mutation('', '{ a: [1, 2.5, "x", true, null], b: { c: "d" } }'));
    const variable = await shop.ask(mutation('($note: String)', '{ a: $note }'), { note: 'lost' });

    expect(literal.data.createCustomer.customer.attributes).toEqual({
      a: [1, 2.5, 'x', true, null],
      b: { c: 'd' },
    });
    expect(variable.errors[0]?.message).toContain('JSONObject takes no variable inside an object');
    expect(variable.errors[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
  });

  it('refuses text the database cannot store, wherever it stands', async () => {
    const inputs = [
      { name: 'A\u0000B' },
      { name: 'half \ud83d' },
      { name: 'A', attributes: { note: ['\u0000'] } },
      { name: 'A', attributes: { '\ud83d': 1 } },
    ];

    for (const input of inputs) {
      const { status, errors } = await shop.ask(
        'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }',
        { input },
      );
      expect([status, errors[0]?.extensions.code]).toEqual([200, 'BAD_USER_INPUT']);
    }
    await expect(namesOf(shop, { filter: { name: { eq: '\u0000' } } })).rejects.toThrow('U+0000');
    await expect(namesOf(shop, { search: '\u0000' })).rejects.toThrow('U+0000');
  });
});
