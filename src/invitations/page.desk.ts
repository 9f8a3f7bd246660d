import { inUnit } from '../api/unit.ts';
import { Refusal } from '../kernel/errors.ts';
import { answerByLink, refuseByLink } from './answering.service.ts';
import { isAnswerable, isThanked } from './invitation.rules.ts';
import { type LinkRow, linkByToken } from './link.queries.ts';
import { acceptedLanguages, languageFor, languageOfBrowser, matching } from './page.language.ts';
import { notice } from './page.layout.ts';
import { neverPage, thanksPage } from './page.notices.ts';
import type { LanguageWish, PageAnswer, PageRequest, PageSetting, ShownPage } from './page.request.ts';
import { type Step, screenAfter, screenOf } from './page.steps.ts';
import { styleHash } from './page.style.ts';
import { wordsIn } from './page.words.ts';

/** The pages on which customers answer, outside GraphQL. */
export function surveyPages(setting: PageSetting) {
  async function answer(request: PageRequest): Promise<PageAnswer> {
    const { token, screen, form } = request;
    const link = await linkByToken(setting.database, token);
    const now = setting.clock.now();
    const isOpen = link !== null && isAnswerable(link, now);
    const isDone = link !== null && isThanked(link, now);
    if (link && isDone && screen === 'thanks' && form === null) return thanks(link, request);
    if (link && (isOpen || isDone) && screen === 'never') {
      return form === null ? never(link, request, isDone) : refuse(request);
    }
    if (!link || !isOpen || screen !== 'question') return gone(request);
    return form === null ? screenOf(setting, link, stepOf(link, request)) : take(link, request, form);
  }

  /** Keeps one answer and goes on to the next question, or submits them all with the last. */
  async function take(link: LinkRow, request: PageRequest, form: URLSearchParams): Promise<PageAnswer> {
    const step = stepOf(link, request);
    const after = await screenAfter(setting, link, step, form);
    if ('shown' in after) return after.shown;
    try {
      const answered = await inUnit(unitSetting(setting), (unit) =>
        answerByLink(unit, request.token, { ...after.save, language: step.language }),
      );
      if (answered === null) return gone(request);
      const { thanksToken } = answered;
      return { location: thanksToken === null ? after.next : `${thanksToken}/thanks${suffix(request)}` };
    } catch (error) {
      if (error instanceof Refusal) return screenOf(setting, link, { ...step, isWrong: true });
      throw error;
    }
  }

  async function refuse(request: PageRequest): Promise<PageAnswer> {
    const isKept = await inUnit(unitSetting(setting), (unit) => refuseByLink(unit, request.token));
    return isKept ? { location: `../stopped${suffix(request)}` } : gone(request);
  }

  return {
    /** The policy that lets the style of the pages in. */
    styleHash,
    answer,
    stopped: (request: LanguageWish): ShownPage => said(request, 200, 'stopped'),
    gone,
    failed: (request: LanguageWish): string => notice(languageWished(request), wordsOf(request).failed),
    wait: (request: LanguageWish, seconds: number): string =>
      notice(languageWished(request), wordsOf(request).wait(seconds)),
  };
}

/** The same for every token that opens nothing: wrong, too old, used, or of a survey that is closed. */
function gone(request: LanguageWish): ShownPage {
  return said(request, 404, 'gone');
}

function said(request: LanguageWish, status: number, what: 'gone' | 'stopped'): ShownPage {
  return { status, html: notice(languageWished(request), wordsOf(request)[what]) };
}

function wordsOf(request: LanguageWish) {
  return wordsIn(languageWished(request));
}

function languageWished({ query, acceptLanguage }: LanguageWish): string {
  return languageOfBrowser(query.get('language'), acceptLanguage);
}

function thanks(link: LinkRow, request: PageRequest): PageAnswer {
  return { status: 200, html: thanksPage(languageOf(link, request).language, suffix(request)) };
}

function never(link: LinkRow, request: PageRequest, isDone: boolean): PageAnswer {
  const back = isDone ? `thanks${suffix(request)}` : `../${request.token}${suffix(request)}`;
  return { status: 200, html: neverPage(languageOf(link, request).language, back) };
}

function stepOf(link: LinkRow, request: PageRequest): Step {
  const { token, query, form } = request;
  const number = Number((form ?? query).get('question') ?? Number.NaN);
  return {
    token,
    ...languageOf(link, request),
    number: Number.isInteger(number) && number >= 1 ? number : null,
    score: (form ?? query).get('score'),
    isWrong: query.has('missing'),
  };
}

/** The one chosen on a page, else the customer's, else their browser's. */
function languageOf({ language, languages }: LinkRow, request: PageRequest) {
  const chosen = matching(languageChosen(request), languages);
  const wanted = [language, ...acceptedLanguages(request.acceptLanguage)];
  return { language: chosen ?? languageFor(wanted, languages), isChosen: chosen !== null };
}

/** What a chosen language adds to an address. */
function suffix(request: PageRequest): string {
  const language = languageChosen(request);
  return language === null || !/^[\w-]{1,35}$/.test(language) ? '' : `?language=${language}`;
}

function languageChosen({ query, form }: PageRequest): string | null {
  return form?.get('language') ?? query.get('language');
}

function unitSetting({ database, ...setting }: PageSetting) {
  return {
    ...setting,
    em: database.fork(),
    actor: 'survey',
    // Who holds a link may ask nothing, errors included.
    mayNameHolders: false,
    mayNameEmailHolders: false,
  };
}
