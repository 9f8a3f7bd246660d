import { languageOfTag } from '../kernel/text.ts';

/** The languages in which the pages around a survey speak. */
export const pageLanguages = ['fi', 'et', 'sv', 'en'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** The ends of a scale, the worst first. */
type Ends = readonly [string, string];

export interface Words {
  survey: string;
  question(number: number, of: number): string;
  next: string;
  back: string;
  send: string;
  skip: string;
  language: string;
  several: string;
  ends: Readonly<Record<'NPS' | 'CSAT' | 'CES', Ends>>;
  /** What is said of a question that was not answered as it has to be. */
  wrong: string;
  choose: string;
  write: string;
  /** Said to whoever sends nothing at all. */
  something: string;
  shorter(most: number): string;
  thanks: Ends;
  never: string;
  neverAsk: Ends;
  neverDo: string;
  neverBack: string;
  stopped: Ends;
  gone: Ends;
  failed: Ends;
  wait(seconds: number): Ends;
}

const fi: Words = {
  survey: 'Kysely',
  question: (number, of) => `Kysymys ${number} / ${of}`,
  next: 'Seuraava',
  back: 'Edellinen',
  send: 'Lähetä vastaukset',
  skip: 'Ohita kysymys',
  language: 'Kieli',
  several: 'Voit valita useita.',
  ends: {
    NPS: ['En lainkaan todennäköisesti', 'Erittäin todennäköisesti'],
    CSAT: ['Erittäin tyytymätön', 'Erittäin tyytyväinen'],
    CES: ['Täysin eri mieltä', 'Täysin samaa mieltä'],
  },
  wrong: 'Vastausta ei voitu ottaa vastaan',
  choose: 'Valitse jokin vaihtoehdoista.',
  write: 'Kirjoita vastaus.',
  something: 'Vastaa ainakin yhteen kysymykseen.',
  shorter: (most) => `Vastaus saa olla enintään ${most} merkkiä pitkä.`,
  thanks: ['Kiitos!', 'Vastauksesi ovat perillä.'],
  never: 'En halua enää kyselyitä',
  neverAsk: [
    'Etkö halua enää kyselyitä?',
    'Emme lähetä sinulle enää kyselyitä. Muuhun asiointiisi se ei vaikuta.',
  ],
  neverDo: 'En halua enää kyselyitä',
  neverBack: 'Takaisin kyselyyn',
  stopped: ['Selvä', 'Emme lähetä sinulle enää kyselyitä.'],
  gone: ['Linkki ei toimi', 'Linkki on väärä tai vanhentunut, tai siihen on jo vastattu.'],
  failed: ['Jokin meni vikaan', 'Vika on meidän. Yritä hetken kuluttua uudelleen.'],
  wait: (seconds) => ['Hetkinen', `Pyyntöjä tuli liikaa. Yritä uudelleen ${seconds} sekunnin kuluttua.`],
};

const et: Words = {
  survey: 'Küsitlus',
  question: (number, of) => `Küsimus ${number} / ${of}`,
  next: 'Edasi',
  back: 'Tagasi',
  send: 'Saada vastused',
  skip: 'Jäta vahele',
  language: 'Keel',
  several: 'Võid valida mitu.',
  ends: {
    NPS: ['Üldse mitte tõenäoline', 'Väga tõenäoline'],
    CSAT: ['Väga rahulolematu', 'Väga rahul'],
    CES: ['Ei nõustu üldse', 'Nõustun täielikult'],
  },
  wrong: 'Vastust ei saanud vastu võtta',
  choose: 'Vali üks vastus.',
  write: 'Kirjuta vastus.',
  something: 'Vasta vähemalt ühele küsimusele.',
  shorter: (most) => `Vastus võib olla kuni ${most} tähemärki pikk.`,
  thanks: ['Aitäh!', 'Sinu vastused on käes.'],
  never: 'Ma ei soovi enam küsitlusi',
  neverAsk: ['Kas sa ei soovi enam küsitlusi?', 'Me ei saada sulle enam küsitlusi. Muud see ei mõjuta.'],
  neverDo: 'Ma ei soovi enam küsitlusi',
  neverBack: 'Tagasi küsitluse juurde',
  stopped: ['Selge', 'Me ei saada sulle enam küsitlusi.'],
  gone: ['Link ei tööta', 'Link on vale või aegunud või on sellele juba vastatud.'],
  failed: ['Midagi läks valesti', 'Viga on meie poolel. Proovi hetke pärast uuesti.'],
  wait: (seconds) => ['Üks hetk', `Päringuid oli liiga palju. Proovi uuesti ${seconds} sekundi pärast.`],
};

const sv: Words = {
  survey: 'Enkät',
  question: (number, of) => `Fråga ${number} av ${of}`,
  next: 'Nästa',
  back: 'Föregående',
  send: 'Skicka svaren',
  skip: 'Hoppa över frågan',
  language: 'Språk',
  several: 'Du kan välja flera.',
  ends: {
    NPS: ['Inte alls sannolikt', 'Mycket sannolikt'],
    CSAT: ['Mycket missnöjd', 'Mycket nöjd'],
    CES: ['Instämmer inte alls', 'Instämmer helt'],
  },
  wrong: 'Svaret kunde inte tas emot',
  choose: 'Välj ett av alternativen.',
  write: 'Skriv ett svar.',
  something: 'Svara på minst en fråga.',
  shorter: (most) => `Svaret får vara högst ${most} tecken långt.`,
  thanks: ['Tack!', 'Vi har fått dina svar.'],
  never: 'Jag vill inte ha fler enkäter',
  neverAsk: [
    'Vill du inte ha fler enkäter?',
    'Vi skickar dig inga fler enkäter. I övrigt påverkas ingenting.',
  ],
  neverDo: 'Jag vill inte ha fler enkäter',
  neverBack: 'Tillbaka till enkäten',
  stopped: ['Då vet vi', 'Vi skickar dig inga fler enkäter.'],
  gone: ['Länken fungerar inte', 'Länken är fel eller för gammal, eller så är den redan besvarad.'],
  failed: ['Något gick fel', 'Felet är vårt. Försök igen om en stund.'],
  wait: (seconds) => [
    'Ett ögonblick',
    `Det kom för många anrop. Försök igen om ${seconds} ${seconds === 1 ? 'sekund' : 'sekunder'}.`,
  ],
};

const en: Words = {
  survey: 'Survey',
  question: (number, of) => `Question ${number} of ${of}`,
  next: 'Next',
  back: 'Back',
  send: 'Send answers',
  skip: 'Skip this question',
  language: 'Language',
  several: 'You can choose several.',
  ends: {
    NPS: ['Not at all likely', 'Extremely likely'],
    CSAT: ['Very dissatisfied', 'Very satisfied'],
    CES: ['Strongly disagree', 'Strongly agree'],
  },
  wrong: 'The answer could not be taken',
  choose: 'Choose one of the answers.',
  write: 'Write an answer.',
  something: 'Answer at least one question.',
  shorter: (most) => `An answer has at most ${most} characters.`,
  thanks: ['Thank you!', 'Your answers have arrived.'],
  never: 'I want no more surveys',
  neverAsk: ['No more surveys?', 'We will send you no more surveys. Nothing else changes.'],
  neverDo: 'I want no more surveys',
  neverBack: 'Back to the survey',
  stopped: ['Understood', 'We will send you no more surveys.'],
  gone: ['This link does not work', 'It is wrong or too old, or it has been answered already.'],
  failed: ['Something went wrong', 'The fault is ours. Please try again in a moment.'],
  wait: (seconds) => [
    'One moment',
    `There were too many requests. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  ],
};

const words: Readonly<Record<PageLanguage, Words>> = { fi, et, sv, en };

/** The pages' own language for a survey's: English where they do not speak it. */
export function pageLanguageOf(language: string): PageLanguage {
  return pageLanguages.find((known) => known === languageOfTag(language)) ?? 'en';
}

export function wordsIn(language: string): Words {
  return words[pageLanguageOf(language)];
}
