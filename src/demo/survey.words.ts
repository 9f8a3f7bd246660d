import type { QuestionKind } from '../surveys/survey.words.ts';
import type { Known } from './references.ts';

/** What surveys are asked and answered in; customers of other languages get English. */
export const surveyLanguages = ['fi', 'et', 'sv', 'en'] as const;
export type SurveyLanguage = (typeof surveyLanguages)[number];

/** What somebody is asked in, by their own language. */
export function surveyLanguageOf({ draft: { language } }: Known): SurveyLanguage {
  const [base] = (language ?? '').split('-');
  return surveyLanguages.find((one) => one === base) ?? 'en';
}

export type Spoken = Readonly<Record<SurveyLanguage, string>>;

export interface DemoQuestion {
  kind: QuestionKind;
  texts: Spoken;
  choices?: Readonly<Record<string, Spoken>>;
}

export const recommending: DemoQuestion = {
  kind: 'NPS',
  texts: {
    fi: 'Kuinka todennäköisesti suosittelisit meitä ystävälle tai kollegalle?',
    et: 'Kui tõenäoliselt soovitaksite meid sõbrale või kolleegile?',
    sv: 'Hur troligt är det att du skulle rekommendera oss till en vän eller kollega?',
    en: 'How likely are you to recommend us to a friend or colleague?',
  },
};

export const why: DemoQuestion = {
  kind: 'TEXT',
  texts: {
    fi: 'Mikä on tärkein syy?',
    et: 'Mis on peamine põhjus?',
    sv: 'Vilket är det främsta skälet?',
    en: 'What is the main reason?',
  },
};

export const satisfied: DemoQuestion = {
  kind: 'CSAT',
  texts: {
    fi: 'Kuinka tyytyväinen olet tuotteeseen?',
    et: 'Kui rahul olete tootega?',
    sv: 'Hur nöjd är du med produkten?',
    en: 'How satisfied are you with the product?',
  },
};

export const users: DemoQuestion = {
  kind: 'SINGLE_CHOICE',
  texts: {
    fi: 'Kuka sitä käyttää?',
    et: 'Kes seda kasutab?',
    sv: 'Vem använder den?',
    en: 'Who uses it?',
  },
  choices: {
    self: { fi: 'Minä', et: 'Mina', sv: 'Jag', en: 'I do' },
    family: { fi: 'Perheeni', et: 'Minu pere', sv: 'Min familj', en: 'My family' },
    gift: { fi: 'Se on lahja', et: 'See on kingitus', sv: 'Den är en present', en: 'It is a gift' },
    work: {
      fi: 'Joku työpaikalla',
      et: 'Keegi töö juures',
      sv: 'Någon på jobbet',
      en: 'Somebody at work',
    },
  },
};

export const better: DemoQuestion = {
  kind: 'TEXT',
  texts: {
    fi: 'Mikä voisi olla paremmin?',
    et: 'Mis võiks olla parem?',
    sv: 'Vad kunde vara bättre?',
    en: 'What could be better?',
  },
};

export const easy: DemoQuestion = {
  kind: 'CES',
  texts: {
    fi: 'Yritys teki asiani hoitamisesta helppoa.',
    et: 'Ettevõte muutis mu mure lahendamise lihtsaks.',
    sv: 'Företaget gjorde det lätt för mig att lösa mitt ärende.',
    en: 'The company made it easy for me to handle my issue.',
  },
};

/** How content somebody is, and why they are not. */
export type Mood = 'GOOD' | 'MIXED' | 'BAD' | 'LEAKING';

export const comments: Readonly<Record<Mood, readonly Spoken[]>> = {
  GOOD: [
    {
      fi: 'Hyvä laatu ja nopea toimitus.',
      et: 'Hea kvaliteet ja kiire tarne.',
      sv: 'Bra kvalitet och snabb leverans.',
      en: 'Great quality and fast delivery.',
    },
    {
      fi: 'Ystävällinen palvelu, tulen uudestaan.',
      et: 'Sõbralik teenindus, tulen jälle.',
      sv: 'Trevlig personal, jag kommer gärna igen.',
      en: 'Friendly staff, I will gladly come again.',
    },
    {
      fi: 'Kaikki toimii, kiitos!',
      et: 'Kõik töötab, aitäh!',
      sv: 'Allt fungerar, tack!',
      en: 'Everything works, thank you!',
    },
  ],
  MIXED: [
    {
      fi: 'Ihan hyvä, mutta hinta on korkea.',
      et: 'Täitsa hea, aga hind on kõrge.',
      sv: 'Helt okej, men priset är högt.',
      en: 'It is all right, but the price is high.',
    },
    {
      fi: 'Toimitus kesti muutaman päivän luvattua kauemmin.',
      et: 'Tarne võttis lubatust paar päeva kauem.',
      sv: 'Leveransen tog några dagar längre än utlovat.',
      en: 'Delivery took a few days longer than promised.',
    },
  ],
  BAD: [
    {
      fi: 'Huono palvelu, jouduin odottamaan aivan liian kauan.',
      et: 'Halb teenindus, pidin liiga kaua ootama.',
      sv: 'Dålig service, jag fick vänta alldeles för länge.',
      en: 'Poor service, I had to wait far too long.',
    },
    {
      fi: 'Olen pettynyt, se rikkoutui heti.',
      et: 'Olen pettunud, see läks kohe katki.',
      sv: 'Jag är besviken, den gick sönder direkt.',
      en: 'I am disappointed, it broke at once.',
    },
  ],
  LEAKING: [
    {
      fi: 'Pullon korkki vuotaa, ja reppuni kastui. Huono.',
      et: 'Pudeli kork lekib ja mu kott sai märjaks.',
      sv: 'Flaskans lock läcker, och min väska blev blöt. Dåligt.',
      en: 'The lid of the flask leaks, and my bag got wet. Bad.',
    },
  ],
};
