import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { Improvement } from '../improvements/improvement.entity.ts';
import { proposeImprovement, setImprovementStatus } from '../improvements/improvement.service.ts';
import { addFinding, concludeCaseStudy, createCaseStudy } from '../improvements/study.service.ts';
import { addDays } from '../kernel/clock.ts';
import { globalId, type Uuid } from '../kernel/ids.ts';
import { faultySku, mendedAt } from './fault.ts';

/** Somebody whose flask leaked, what they said of it and what they had bought. */
interface Leak {
  customerId: Uuid;
  responseId: Uuid;
  purchaseId: Uuid;
  comment: string;
}

/** Whom the case study follows. */
const followed = 3;
const mostFeedback = 40;

/** What the shop made of the fault: it looked at a few customers, and had the lid changed. Nothing where nobody complained. */
export async function addImprovement(unit: Unit): Promise<void> {
  const doneAt = mendedAt(unit.now);
  const leaks = await leaksBefore(unit, doneAt);
  if (leaks.length < followed) return;
  await addStudy(unit, leaks.slice(0, followed));
  const { improvementId } = await proposeImprovement(unit, {
    title: 'A lid that does not leak',
    description: 'The maker changes the lid of the steel flask.',
    product: { sku: faultySku },
    feedback: [
      ...leaks.map(({ responseId }) => globalId('response', responseId)),
      ...(await badReviewsBefore(unit, doneAt)).map((id) => globalId('review', id)),
    ].slice(0, mostFeedback),
  });
  const id = globalId('improvement', improvementId);
  await setImprovementStatus(unit, { id, status: 'PLANNED' });
  await setImprovementStatus(unit, { id, status: 'DONE', doneAt });
  const stored = await unit.em.findOneOrFail(Improvement, { id: improvementId });
  stored.createdAt = addDays(doneAt, -60);
  await unit.em.flush();
}

async function addStudy(unit: Unit, leaks: readonly Leak[]): Promise<void> {
  const { caseStudyId } = await createCaseStudy(unit, {
    title: 'Three customers and a steel flask',
    question: 'Why is the flask, which sells well, rated so badly?',
    customers: leaks.map(({ customerId }) => ({ id: globalId('customer', customerId) })),
  });
  const id = globalId('study', caseStudyId);
  for (const { purchaseId, responseId, comment } of leaks) {
    await addFinding(unit, {
      id,
      statement: 'Bought the flask for daily use.',
      evidence: globalId('purchase', purchaseId),
    });
    await addFinding(unit, {
      id,
      statement: 'The lid leaks when the flask lies in a bag.',
      quote: comment,
      evidence: globalId('response', responseId),
    });
  }
  const conclusion = 'The flask is liked; its lid is not. Ask the maker for another lid.';
  await concludeCaseStudy(unit, { id, conclusion });
}

/** Of each customer the first. */
async function leaksBefore({ em }: Unit, before: Date): Promise<Leak[]> {
  const { rows } = await sql<Leak>`
    with leak as (
      select distinct on (response.customer_id)
        response.customer_id, response.id as response_id, response.comment, response.submitted_at, bought.id as purchase_id
      from survey_response as response
      join product on product.id = response.product_id and product.sku = ${faultySku}
      join purchase_line as line on line.customer_id = response.customer_id and line.product_id = product.id
      join purchase as bought on bought.id = line.purchase_id and bought.customer_id = line.customer_id
      where response.submitted_at < ${before} and bought.purchased_at < response.submitted_at
        and response.score <= 3 and response.comment is not null
      order by response.customer_id, response.submitted_at, response.id
    )
    select customer_id as "customerId", response_id as "responseId", comment, purchase_id as "purchaseId"
    from leak order by submitted_at, response_id`.execute(em.getKysely());
  return rows;
}

async function badReviewsBefore({ em }: Unit, before: Date): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    select review.id
    from review join product on product.id = review.product_id and product.sku = ${faultySku}
    where review.written_at < ${before} and review.stars <= 2
    order by review.written_at, review.id`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}
