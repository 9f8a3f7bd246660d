import { type AnswerDraft, type AskedQuestion, longestText } from '../surveys/answer.rules.ts';
import { isScoreKind, type ScoreKind, scoresOf } from '../surveys/survey.words.ts';
import { type Html, html } from './page.html.ts';
import { layout } from './page.layout.ts';
import { pageLanguageOf, type Words, wordsIn } from './page.words.ts';

/** A screen with one question. */
export interface QuestionScreen {
  token: string;
  question: AskedQuestion;
  /** From 1. */
  number: number;
  count: number;
  language: string;
  languages: readonly string[];
  /** Whether the language was chosen on a page, and has to go with its links. */
  isChosen: boolean;
  /** The score that the link proposes, as it has it, until its question is past; goes with the form and all links. */
  score: string | null;
  /** What was answered before, or is proposed by the link. */
  given: AnswerDraft | null;
  /** What is wrong with the answer that was sent; null before. */
  fault: string | null;
}

export function questionPage(screen: QuestionScreen): string {
  const { question, number, count, language, fault } = screen;
  const words = wordsIn(language);
  const text = question.texts[language] ?? '';
  const title = `${text} – ${words.question(number, count)}`;
  return layout({
    language,
    title: fault === null ? title : `${words.wrong}: ${title}`,
    body: html`<div class="progress">${words.question(number, count)}
<progress value="${number}" max="${count}" aria-hidden="true"></progress></div>
${fault === null ? null : faultOf(words, fault)}
<form method="post" action="?">
<input type="hidden" name="question" value="${number}">
${screen.isChosen ? html`<input type="hidden" name="language" value="${language}">` : null}
${screen.score === null ? null : html`<input type="hidden" name="score" value="${screen.score}">`}
<div${inLanguage(language)}>
${field(screen, words, text)}
</div>
<div class="actions">
<button name="step" value="next">${number === count ? words.send : words.next}</button>
${question.isRequired ? null : html`<button class="plain" name="step" value="skip" formnovalidate>${words.skip}</button>`}
${number === 1 ? null : html`<a class="button plain" href="${addressOf(number - 1, screen)}">${words.back}</a>`}
</div>
</form>`,
    footer: html`<footer>
${languageLinks(screen, words)}
<a href="${screen.token}/never${screen.isChosen ? `?language=${language}` : ''}">${words.never}</a>
</footer>`,
  });
}

/** Where a question is from any other. */
export function addressOf(
  number: number,
  { language, isChosen, score }: Pick<QuestionScreen, 'language' | 'isChosen' | 'score'>,
): string {
  const proposal = score === null ? '' : `&score=${score}`;
  return `?question=${number}${isChosen ? `&language=${language}` : ''}${proposal}`;
}

function faultOf(words: Words, fault: string): Html {
  return html`<div class="error" id="fault" role="alert" tabindex="-1" autofocus>
<strong>${words.wrong}</strong>
<p><a href="#answer">${fault}</a></p>
</div>`;
}

/** Where the page's own words are in another language than the question. */
function inLanguage(language: string): Html | null {
  return pageLanguageOf(language) === language ? null : html` lang="${language}" dir="auto"`;
}

function field(screen: QuestionScreen, words: Words, text: string): Html {
  const { question, fault, given } = screen;
  const describedBy = fault === null ? null : html` aria-describedby="fault"`;
  if (question.kind === 'TEXT') {
    const written = given?.text ?? '';
    const invalid = fault === null ? null : html` aria-invalid="true"`;
    // A line end right after the tag is dropped by browsers, and one of the answer's own with it.
    return html`<h1><label for="answer">${text}</label></h1>
<textarea id="answer" name="answer" maxlength="${longestText}"${describedBy}${invalid}>
${written}</textarea>`;
  }
  const several = question.kind === 'MULTIPLE_CHOICE' ? html`<p class="soft">${words.several}</p>` : null;
  return html`<fieldset${describedBy}>
<legend><h1>${text}</h1></legend>
${several}
${isScoreKind(question.kind) ? scale(screen, words, question.kind) : choices(screen)}
</fieldset>`;
}

function scale({ question, given }: QuestionScreen, words: Words, kind: ScoreKind): Html {
  const scores = scoresOf(question);
  const [least = 0, most = 0] = [scores[0], scores.at(-1)];
  const [worst, best] = words.ends[kind];
  const options = scores.map((score) => {
    const end = score === least ? worst : score === most ? best : null;
    return html`<label class="option">${input('radio', String(score), {
      isChosen: score === given?.score,
      isFirst: score === least,
      name: end === null ? null : `${score}, ${end}`,
    })}<span>${score}</span></label>`;
  });
  return html`<div class="scale of${scores.length}">${options}</div>
<div class="ends" aria-hidden="true"><span>${least} = ${worst}</span><span>${most} = ${best}</span></div>`;
}

function choices({ question, given, language }: QuestionScreen): Html {
  const type = question.kind === 'MULTIPLE_CHOICE' ? 'checkbox' : 'radio';
  const chosen = given?.choices ?? [];
  const options = (question.choices ?? []).map(({ value, texts }, index) => {
    const state = { isChosen: chosen.includes(value), isFirst: index === 0, name: null };
    return html`<label class="option">${input(type, value, state)}<span>${texts[language] ?? value}</span></label>`;
  });
  return html`<div class="choices">${options}</div>`;
}

interface InputState {
  isChosen: boolean;
  isFirst: boolean;
  /** What it is called, where its label does not say all. */
  name: string | null;
}

function input(type: 'radio' | 'checkbox', value: string, { isChosen, isFirst, name }: InputState): Html {
  return html`<input type="${type}" name="answer" value="${value}"${isFirst ? html` id="answer"` : null}${
    name === null ? null : html` aria-label="${name}"`
  }${isChosen ? html` checked` : null}>`;
}

function languageLinks(screen: QuestionScreen, words: Words): Html | null {
  if (screen.languages.length < 2) return null;
  const items = screen.languages.map((language) => {
    const name = nameOf(language);
    return language === screen.language
      ? html`<li><span lang="${language}" aria-current="true">${name}</span></li>`
      : html`<li><a lang="${language}" hreflang="${language}" href="${addressOf(screen.number, { ...screen, language, isChosen: true })}">${name}</a></li>`;
  });
  return html`<nav aria-label="${words.language}"><ul>${items}</ul></nav>`;
}

/** What a language is called in itself. */
function nameOf(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return `${name.slice(0, 1).toLocaleUpperCase(language)}${name.slice(1)}`;
}
