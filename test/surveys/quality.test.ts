import { describe, expect, it } from '@jest/globals';
import { questionOf } from '../../src/surveys/question.rules.ts';
import { readingEase } from '../../src/surveys/reading.ease.ts';
import { qualityOf } from '../../src/surveys/survey.quality.ts';
import type { Question, QuestionKind } from '../../src/surveys/survey.words.ts';

const recommending = {
  en: 'How likely are you to recommend us to a friend or colleague?',
  fi: 'Kuinka todennäköisesti suosittelisit meitä ystävälle tai kollegalle?',
  sv: 'Hur troligt är det att du skulle rekommendera oss till en vän eller kollega?',
  et: 'Kui tõenäoliselt soovitaksite meid sõbrale või kolleegile?',
};

const satisfied = {
  en: 'How satisfied are you with the delivery?',
  fi: 'Kuinka tyytyväinen olet toimitukseen?',
  sv: 'Hur nöjd är du med leveransen?',
  et: 'Kui rahul olete kohaletoimetamisega?',
};

function asking(kind: QuestionKind, texts: Record<string, string>, rest: object = {}): Question {
  const listed = Object.entries(texts).map(([language, text]) => ({ language, text }));
  return questionOf({ kind, texts: listed, ...rest });
}

/** Kinds of warnings of one question, in English unless told otherwise. */
function warned(kind: QuestionKind, text: string, language = 'en') {
  const { warnings } = qualityOf([asking(kind, { [language]: text })], [language]);
  return warnings.map((warning) => warning.code);
}

describe('the reading ease of a survey', () => {
  it.each([
    // 12 words, of which "recommend" and "colleague" are long: 12 + 200/12.
    ['en', [recommending.en], 12 + 200 / 12, 52, 'EASY'],
    // 7 + 4 words, 4 + 2 of them long: 11/2 + 600/11. Harder than an English newspaper, easier than a Finnish one.
    ['fi', [recommending.fi, satisfied.fi], 5.5 + 600 / 11, 72, 'EASY'],
    // 14 words, of which "troligt", "rekommendera" and "kollega" are long: 14 + 300/14.
    ['sv', [recommending.sv], 14 + 300 / 14, 47, 'EASY'],
    // 7 + 4 words, 4 + 1 of them long; nothing to compare with.
    ['et', [recommending.et, satisfied.et], 5.5 + 500 / 11, null, null],
    // 7 words, 4 of them long, which are too few to judge by.
    ['fi', [recommending.fi], 7 + 400 / 7, 72, null],
  ])('in %s is LIX against newspapers of the language: %j', (language, texts, lix, newspaperLix, level) => {
    const ease = readingEase(texts, language);

    expect(ease).toEqual({ language, lix: expect.closeTo(lix, 10), newspaperLix, level });
  });

  it('is of all sentences together, and of the language that a region speaks', () => {
    const ease = readingEase(['Was it good? Yes!', 'Certainly not so.'], 'en-GB');

    // Sentences of 3, 1 and 3 words, of which "Certainly" is long: 7/3 + 100/7.
    expect(ease).toMatchObject({ lix: expect.closeTo(7 / 3 + 100 / 7, 10), newspaperLix: 52 });
  });

  it('is hard above the newspapers and normal near them', () => {
    const words = (long: number, short: number) => [
      `${'difficult '.repeat(long)}${'so '.repeat(short)}`.trim(),
    ];

    // 10 words, 4 long: 10 + 40 = 50. 10 words, 5 long: 60. 10 words, 3 long: 40.
    expect(readingEase(words(4, 6), 'en')).toMatchObject({ lix: 50, level: 'NORMAL' });
    expect(readingEase(words(5, 5), 'en')).toMatchObject({ lix: 60, level: 'HARD' });
    expect(readingEase(words(3, 7), 'en')).toMatchObject({ lix: 40, level: 'EASY' });
  });

  it('is not known without a word', () => {
    expect(readingEase(['…?'], 'en')).toMatchObject({ lix: null, level: null });
  });
});

describe('the time that a survey takes', () => {
  it('is reckoned of words, questions, decisions and texts, in the longest language', () => {
    const choices = ['Red one', 'Blue one', 'Green one', 'No idea'].map((text, place) => ({
      value: `c${place}`,
      texts: [{ language: 'en', text }],
    }));
    const questions = [
      // 12 words: 2.4 + 5.
      asking('NPS', { en: recommending.en, fi: recommending.fi }),
      // 2 + 8 words: 2 + 5, and 4 choices are 2 decisions, one beyond the first: 2.
      asking('MULTIPLE_CHOICE', { en: 'Which ones?' }, { choices }),
      // 1 word: 0.2 + 5 + 15.
      asking('TEXT', { en: 'Why?' }),
    ];

    // 7.4 + 9 + 20.2 = 36.6; in Finnish the 7 words of the first alone: 6.4 + 7 + 20 = 33.4.
    expect(qualityOf(questions, ['fi', 'en']).estimatedSeconds).toBe(37);
    expect(qualityOf(questions, ['fi']).estimatedSeconds).toBe(33);
    expect(qualityOf([], ['en']).estimatedSeconds).toBe(0);
  });
});

describe('the warnings of a survey', () => {
  const usual = [
    asking('NPS', recommending),
    asking('CSAT', satisfied),
    asking('CES', {
      en: 'The company made it easy for me to handle my issue.',
      fi: 'Yritys teki asiani hoitamisesta helppoa.',
      sv: 'Företaget gjorde det lätt för mig att lösa mitt ärende.',
      et: 'Ettevõte muutis mu mure lahendamise lihtsaks.',
    }),
  ];

  it('are none of the usual questions, in any of four languages', () => {
    expect(qualityOf(usual, ['en', 'fi', 'sv', 'et']).warnings).toEqual([]);
  });

  it('tell of more than five questions, and of more than two minutes', () => {
    const many = Array.from({ length: 7 }, () => asking('TEXT', { en: 'Why?' }));

    const { warnings, estimatedSeconds } = qualityOf(many, ['en']);

    // Seven times 20.2 seconds.
    expect(estimatedSeconds).toBe(141);
    expect(warnings).toEqual([
      {
        code: 'TOO_MANY_QUESTIONS',
        position: null,
        language: null,
        reason: 'It asks 7 questions; beyond 5, fewer finish and answers get careless.',
      },
      {
        code: 'TAKES_TOO_LONG',
        position: null,
        language: null,
        reason: 'It takes about 141 seconds; 120 are asked of somebody lightly.',
      },
    ]);
  });

  it('tell where nothing, or a text, cannot be skipped', () => {
    const required = { required: true };
    const all = [asking('NPS', { en: 'Recommend?' }, required), asking('CSAT', { en: 'Happy?' }, required)];
    const text = [asking('NPS', { en: 'Recommend?' }), asking('TEXT', { en: 'Why?' }, required)];

    expect(qualityOf(all, ['en']).warnings).toMatchObject([{ code: 'NO_WAY_TO_SKIP', position: null }]);
    expect(qualityOf(text, ['en']).warnings).toMatchObject([{ code: 'NO_WAY_TO_SKIP', position: 1 }]);
    expect(qualityOf(all.slice(1), ['en']).warnings).toEqual([]);
  });

  it('tell of languages that a question lacks, and of those whose words nobody here can judge', () => {
    const { warnings } = qualityOf(
      [asking('NPS', { en: 'Recommend?', lv: 'Ieteiktu?' })],
      ['en', 'sv', 'lv'],
    );

    expect(warnings.map(({ code, position, language }) => [code, position, language])).toEqual([
      ['NOT_TRANSLATED', 0, 'sv'],
      ['WORDING_NOT_JUDGED', null, 'lv'],
    ]);
  });

  it.each([
    ['en', 20],
    ['fi', 15],
    ['et', 15],
    ['sv', 20],
  ])('tell of a sentence too long to read at once in %s', (language, most) => {
    expect(warned('TEXT', 'on '.repeat(most), language)).toEqual([]);
    expect(warned('TEXT', 'on '.repeat(most + 1), language)).toEqual(['LONG_SENTENCE']);
  });

  it('tell of a text that reads harder than newspapers', () => {
    // 11 words, 8 of them long: 11 + 800/11.
    const text =
      'Considering organisational circumstances, elaborate on whether our administrative procedures were satisfactory.';

    expect(warned('TEXT', text)).toEqual(['HARD_TO_READ']);
  });

  it.each<[QuestionKind, string, string]>([
    ['CSAT', 'en', 'How satisfied are you with the price and the delivery?'],
    ['CSAT', 'en', 'Was it fast or cheap?'],
    ['CSAT', 'en', 'Was it fast? Was it cheap?'],
    ['CSAT', 'fi', 'Kuinka tyytyväinen olet hintaan ja toimitukseen?'],
    ['CSAT', 'et', 'Kui rahul olete hinna ning tarnega?'],
    ['CSAT', 'sv', 'Hur nöjd är du med priset och leveransen?'],
  ])('tell of a %s that asks two things in %s: %s', (kind, language, text) => {
    expect(warned(kind, text, language)).toEqual(['DOUBLE_BARRELLED']);
  });

  it.each<[string, string]>([
    ['en', 'Don’t you agree that we are quick?'],
    ['en', 'How great was our amazing service?'],
    ['fi', 'Eikö palvelumme ollut nopeaa?'],
    ['et', 'Kui hea oli teenindus?'],
    ['sv', 'Visst var leveransen snabb?'],
  ])('tell of words that lead in %s: %s', (language, text) => {
    expect(warned('CSAT', text, language)).toEqual(['LEADING']);
  });

  it('do not take a word for another that it stands in', () => {
    expect(warned('CSAT', 'How was the sandy vessel of our brand?')).toEqual([]);
    expect(warned('CSAT', 'Hur var den visstidsanställda?', 'sv')).toEqual([]);
  });
});
