import { interactionChannels } from '../interactions/interaction.rules.ts';
import type { AnswerDraft, AskedQuestion } from '../surveys/answer.rules.ts';
import type { AnsweredSurvey } from '../surveys/response.rules.ts';
import type { ResponseSubmission } from '../surveys/submission.ts';
import { isScoreKind } from '../surveys/survey.words.ts';
import { choiceRead } from './choice.value.ts';
import { customerReferenceRead } from './customer.draft.ts';
import { dateRead } from './date.value.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { ResponsesMapping } from './mapping.schema.ts';
import { decimalRead, isRefused, type Refused } from './number.value.ts';
import type { Row } from './table.row.ts';
import { nameOf, optionalRead, textRead } from './text.value.ts';
import type { AnswerValue } from './value.schema.ts';

/** How to read the response of a row. Whom and what it names must be there already. */
export function responseDraftRead(
  { response: mapped, survey: { questions }, customer, source }: ResponsesMapping,
  survey: AnsweredSurvey,
  columns: ColumnReads,
) {
  const idOf = textRead(mapped.id, columns);
  const idName = nameOf(mapped.id, 'response.id');
  const submittedOf = dateRead(mapped.submittedAt, columns, 'submittedAt');
  const startedOf = mapped.startedAt && dateRead(mapped.startedAt, columns, 'startedAt');
  const languageOf = optionalRead(mapped.language, columns);
  const channelOf =
    mapped.channel && choiceRead(mapped.channel, columns, { place: 'channel', choices: interactionChannels });
  const customerOf = customerReferenceRead(customer, source, columns);
  const skuOf = optionalRead(mapped.sku, columns);
  const purchaseOf = optionalRead(mapped.purchase, columns);
  const answerReads = questions.flatMap(({ answer }, place) => {
    const question = survey.questions[place];
    return question ? [answerRead(answer, question, columns)] : [];
  });
  return (row: Row): ResponseSubmission | Refused => {
    const id = idOf(row);
    if (id === '') return { refused: `has no ${idName}` };
    const [submittedAt, startedAt, channel] = [submittedOf(row), startedOf?.(row), channelOf?.(row)];
    if (isRefused(submittedAt)) return submittedAt;
    if (isRefused(startedAt)) return startedAt;
    if (isRefused(channel)) return channel;
    const answers: AnswerDraft[] = [];
    for (const read of answerReads) {
      const answer = read(row);
      if (isRefused(answer)) return answer;
      if (answer) answers.push(answer);
    }
    const [sku, purchase] = [skuOf(row), purchaseOf(row)];
    return {
      surveyId: survey.id,
      customer: customerOf(row) ?? null,
      externalIds: [{ source, id }],
      answers,
      isPartial: false,
      language: languageOf(row) ?? null,
      channel: channel ?? null,
      startedAt: startedAt ?? null,
      submittedAt,
      about:
        purchase !== undefined
          ? { purchase: { externalId: { source, id: purchase } } }
          : sku === undefined
            ? null
            : { product: { sku } },
    };
  };
}

/** How to read the answer to a question; null where there is none. */
function answerRead(mapped: AnswerValue, { id: questionId, kind }: AskedQuestion, columns: ColumnReads) {
  const read = textRead(mapped, columns);
  const numberOf = decimalRead(mapped, columns, 'answer');
  const meant = (text: string) => mapped.means[text] ?? text;
  return (row: Row): AnswerDraft | null | Refused => {
    const text = read(row);
    if (text === '' || mapped.blank.includes(text)) return null;
    if (kind === 'TEXT') return { questionId, text };
    if (kind === 'SINGLE_CHOICE') return { questionId, choices: [meant(text)] };
    if (!isScoreKind(kind)) {
      const parts = text.split(mapped.splitBy).map((part) => part.trim());
      return { questionId, choices: parts.filter((part) => part !== '').map(meant) };
    }
    const number = numberOf(row);
    return isRefused(number) ? number : { questionId, score: Number(number) };
  };
}
