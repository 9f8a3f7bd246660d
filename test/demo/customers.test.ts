import { describe, expect, it } from '@jest/globals';
import { isSupportedCountry, isValidPhoneNumber } from 'libphonenumber-js/max';
import { type DemoShop, demoShop } from '../../src/demo/shop.ts';
import { buyerOf, expectBetween, keyOf, repeated, until } from './reading.ts';

const shop = demoShop({ seed: 7, until });

describe('the customers of the demo shop', () => {
  it('are of every kind, mostly people in Finland and Estonia', () => {
    const share = (is: (draft: DemoShop['customers'][number]['draft']) => boolean) =>
      shop.customers.filter(({ draft }) => is(draft)).length / shop.customers.length;

    expectBetween(
      share(({ kind }) => kind === 'PERSON'),
      0.75,
      0.85,
    );
    expect(share(({ kind }) => kind === 'BUSINESS')).toBeGreaterThan(0.05);
    expect(share(({ kind }) => kind === 'PUBLIC_ORGANISATION')).toBeGreaterThan(0.03);
    expect(share(({ kind }) => kind === 'COMMUNITY')).toBeGreaterThan(0.03);
    expectBetween(
      share(({ country }) => country === 'FI'),
      0.5,
      0.6,
    );
    expectBetween(
      share(({ country }) => country === 'EE'),
      0.25,
      0.35,
    );
  });

  it('are told apart by e-mail, external id, phone and register number', () => {
    const drafts = shop.customers.map(({ draft }) => draft);
    const emails = drafts.flatMap(({ email }) => email?.toLowerCase() ?? []);

    expect(repeated(emails)).toEqual([]);
    expect(repeated(drafts.flatMap(({ externalIds }) => externalIds?.map(keyOf) ?? []))).toEqual([]);
    expect(repeated(drafts.flatMap(({ registrationNumber }) => registrationNumber ?? []))).toEqual([]);
    expect(emails.length).toBeLessThan(drafts.length);
  });

  it('can be neither mailed by accident nor refused for their phone', () => {
    const drafts = shop.customers.map(({ draft }) => draft);

    const deliverable = drafts.filter(
      ({ email }) => email && !/^[a-z0-9.]+@example\.(com|org|fi|ee)$/.test(email),
    );
    const undialable = drafts.filter(
      ({ phone, country }) =>
        phone && !(country && isSupportedCountry(country) && isValidPhoneNumber(phone, country)),
    );

    expect(deliverable).toEqual([]);
    expect(undialable).toEqual([]);
  });

  it('act for organisations that stand earlier in the list', () => {
    const position = new Map(
      shop.customers.map(({ draft }, index) => [draft.externalIds?.map(keyOf)[0], index]),
    );
    const members = shop.customers.filter(({ organisation }) => organisation);

    const misplaced = members.filter(({ draft, organisation }) => {
      const employer = organisation && position.get(keyOf(organisation));
      return (
        employer === undefined || shop.customers[employer]?.draft.kind === 'PERSON' || draft.kind !== 'PERSON'
      );
    });

    expect(members.length).toBeGreaterThan(200);
    expect(misplaced).toEqual([]);
  });

  it('have not bought yet, one in five, and say where they live, what they earn and what they like', () => {
    const buyers = new Set(shop.purchases.map(buyerOf));

    const prospects = shop.customers.filter(({ draft }) => !buyers.has(draft.externalIds?.map(keyOf)[0]));
    const people = prospects.filter(({ draft }) => draft.kind === 'PERSON');
    const silent = people.filter(
      ({ draft }) => !draft.region || !draft.yearlyIncome || !draft.interests?.length,
    );

    expectBetween(prospects.length / shop.customers.length, 0.17, 0.23);
    expect(silent).toEqual([]);
  });

  it('are known no later than they first buy', () => {
    const createdAt = new Map(
      shop.customers.map((one) => [one.draft.externalIds?.map(keyOf)[0], one.createdAt]),
    );

    const early = shop.purchases.filter((purchase) => {
      const met = createdAt.get(buyerOf(purchase));
      return met && met > purchase.draft.purchasedAt;
    });

    expect(early).toEqual([]);
    expect(shop.customers.filter(({ createdAt }) => createdAt > until)).toEqual([]);
  });
});
