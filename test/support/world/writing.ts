import type { Unit } from '../../../src/api/unit.ts';
import { createCustomers } from '../../../src/customers/customer.service.ts';
import { recordCases } from '../../../src/interactions/case.opening.ts';
import { recordInteractions } from '../../../src/interactions/interaction.service.ts';
import { setSurveyRefusal } from '../../../src/invitations/refusal.service.ts';
import { globalId } from '../../../src/kernel/ids.ts';
import { findProducts, upsertProducts } from '../../../src/products/product.service.ts';
import { cancelPurchase } from '../../../src/purchases/cancellation.service.ts';
import { PurchaseLine } from '../../../src/purchases/purchase.entity.ts';
import { recordPurchases } from '../../../src/purchases/purchase.service.ts';
import { refundPurchase } from '../../../src/purchases/refund.service.ts';
import { recordReviews } from '../../../src/reviews/review.service.ts';
import { submitResponses } from '../../../src/surveys/response.service.ts';
import { Question } from '../../../src/surveys/survey.entity.ts';
import { createSurvey, openSurvey } from '../../../src/surveys/survey.service.ts';
import { recordEvents } from '../../../src/visits/event.service.ts';
import type { TestShop } from '../shop.ts';
import { type Person, type Purchase, products, type ServiceCase } from './people.ts';

/** The questions of a survey. */
export interface WrittenSurvey {
  id: string;
  nps: string;
  csat: string;
}

/** What everybody in a shop may buy, and be asked. */
export async function writeShop(shop: TestShop): Promise<WrittenSurvey[]> {
  return shop.inUnit(async (unit) => {
    whole(await upsertProducts(unit, products));
    return [await aSurvey(unit, 5), await aSurvey(unit, 10)];
  });
}

async function aSurvey(unit: Unit, scaleMax: number): Promise<WrittenSurvey> {
  const texts = [{ language: 'en', text: 'How was it?' }];
  const { surveyId } = await createSurvey(unit, {
    name: `Up to ${scaleMax}`,
    languages: ['en'],
    questions: [
      { kind: 'NPS', texts },
      { kind: 'CSAT', texts, scaleMax },
    ],
  });
  await openSurvey(unit, { id: globalId('survey', surveyId) });
  const questions = await unit.em.find(Question, { surveyId });
  const asking = (kind: string) => questions.find((question) => question.kind === kind)?.id ?? '';
  return { id: surveyId, nps: asking('NPS'), csat: asking('CSAT') };
}

/** Writes people with all they did, as the use cases do it; each is called by their number. Gives their ids. */
export async function writePeople(
  shop: TestShop,
  {
    people,
    industry,
    surveys,
  }: { people: readonly Person[]; industry: string; surveys: readonly WrittenSurvey[] },
): Promise<string[]> {
  return shop.inUnit(async (unit) => {
    const outcomes = await createCustomers(
      unit,
      people.map(({ kind, region, interests, tier, income }, index) => ({
        kind,
        region,
        interests,
        name: String(index),
        industry,
        yearlyIncome: income === null ? null : { amount: String(income), currency: 'EUR' },
        attributes: { tier },
      })),
    );
    const ids = outcomes.map((outcome) => ('customerId' in outcome ? outcome.customerId : ''));
    await writePurchases(unit, people, ids);
    await writeEvents(unit, people, ids);
    await writeService(unit, people, ids);
    await writeAnswers(unit, people, ids, surveys);
    return ids;
  });
}

async function writePurchases(unit: Unit, people: readonly Person[], ids: readonly string[]): Promise<void> {
  const bought = people.flatMap((person, index) =>
    person.purchases.map((purchase) => ({ purchase, customer: referenceTo(ids[index]) })),
  );
  const outcomes = await recordPurchases(
    unit,
    bought.map(({ purchase: { at, channel, currency, lines }, customer }) => ({
      customer,
      purchasedAt: at,
      channel,
      currency: currency.code,
      rate: currency.code === 'EUR' ? null : inDecimals(currency.rate, 6),
      lines: lines.map(({ sku, quantity, unitPrice, discount }) => ({
        product: { sku },
        quantity,
        unitPrice: inDecimals(unitPrice, currency.decimals),
        discount: inDecimals(discount, currency.decimals),
      })),
    })),
  );
  for (const [index, outcome] of whole(outcomes).entries()) {
    const purchase = bought[index]?.purchase;
    if (purchase) await writeAfterwards(unit, outcome.purchaseId, purchase);
  }
}

async function writeAfterwards(unit: Unit, purchaseId: string, purchase: Purchase): Promise<void> {
  const id = globalId('purchase', purchaseId);
  if (purchase.isCancelled) await cancelPurchase(unit, { id });
  const stored = await unit.em.find(PurchaseLine, { purchaseId }, { orderBy: { position: 'asc' } });
  const returned = stored.flatMap((line, index) => {
    const quantity = purchase.lines[index]?.returned ?? 0;
    return quantity === 0 ? [] : [{ lineId: globalId('line', line.id), quantity }];
  });
  if (returned.length > 0) await refundPurchase(unit, { purchaseId: id, lines: returned });
  const left = stored.reduce((sum, { totalMinor, refundedMinor }) => sum + totalMinor - refundedMinor, 0);
  const amount = Math.floor((left * purchase.paidBack) / 100);
  if (amount === 0) return;
  await refundPurchase(unit, { purchaseId: id, amount: inDecimals(amount, purchase.currency.decimals) });
}

async function writeEvents(unit: Unit, people: readonly Person[], ids: readonly string[]): Promise<void> {
  const productIds = await findProducts(
    unit.em,
    products.map(({ sku }) => ({ sku })),
  );
  const idOf = (sku: string | null) =>
    productIds[products.findIndex((product) => product.sku === sku)] ?? null;
  await recordEvents(
    unit,
    people.flatMap(({ events }, index) =>
      events.map(({ at, kind, name, path, campaign, sku }) => ({
        customerId: ids[index] ?? '',
        at,
        kind,
        name,
        productId: idOf(sku),
        properties: {},
        view:
          kind === 'TRACK'
            ? null
            : { path, campaign, referrer: null, campaignSource: null, campaignMedium: null, device: null },
      })),
    ),
  );
}

async function writeService(unit: Unit, people: readonly Person[], ids: readonly string[]): Promise<void> {
  const interactions = people.flatMap((person, index) =>
    person.interactions.map(({ at, ...one }) => ({
      ...one,
      occurredAt: at,
      customer: referenceTo(ids[index]),
    })),
  );
  whole(await recordInteractions(unit, interactions));
  const cases = people.flatMap((person, index) =>
    person.cases.map(({ at, status, ...one }) => ({
      ...one,
      occurredAt: at,
      customer: referenceTo(ids[index]),
      subject: 'A case',
      events: eventsTo(status, at),
    })),
  );
  whole(await recordCases(unit, cases));
}

function eventsTo(status: ServiceCase['status'], at: Date) {
  const steps = { OPEN: [], WAITING: ['WAIT'], RESOLVED: ['RESOLVE'], CLOSED: ['CLOSE'] } as const;
  return steps[status].map((step) => ({ step, at }));
}

async function writeAnswers(
  unit: Unit,
  people: readonly Person[],
  ids: readonly string[],
  surveys: readonly WrittenSurvey[],
): Promise<void> {
  const responses = people.flatMap((person, index) =>
    person.responses.map(({ survey, at, isPartial, nps, csat }) => {
      const { id = '', nps: npsId = '', csat: csatId = '' } = surveys[survey] ?? {};
      return {
        surveyId: id,
        customer: referenceTo(ids[index]),
        startedAt: at,
        submittedAt: isPartial ? null : at,
        isPartial,
        answers: [
          { questionId: npsId, score: nps },
          { questionId: csatId, score: csat },
        ].filter(({ score }) => score !== null),
      };
    }),
  );
  whole(await submitResponses(unit, responses));
  const reviews = people.flatMap((person, index) =>
    person.reviews.map(({ at, source, sku, rating }) => ({
      customer: referenceTo(ids[index]),
      product: sku === null ? null : { sku },
      writtenAt: at,
      source,
      text: 'It works.',
      ...(rating === null ? {} : { rating, ratingMax: 5 }),
    })),
  );
  whole(await recordReviews(unit, reviews));
  for (const [index, { hasRefused }] of people.entries()) {
    if (hasRefused) await setSurveyRefusal(unit, { customer: referenceTo(ids[index]), refused: true });
  }
}

function referenceTo(id: string | undefined): { id: string } {
  return { id: globalId('customer', id ?? '') };
}

/** 1234 with two decimals is `12.34`. */
function inDecimals(minor: number, decimals: number): string {
  if (decimals === 0) return String(minor);
  const digits = String(minor).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Outcomes none of which was refused. */
function whole<Outcome extends { status: string }>(
  outcomes: readonly Outcome[],
): Exclude<Outcome, { status: 'refused' }>[] {
  const refused = outcomes.filter(({ status }) => status === 'refused');
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  return outcomes as Exclude<Outcome, { status: 'refused' }>[];
}
