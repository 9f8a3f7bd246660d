import type { InteractionKind } from '../interactions/interaction.rules.ts';

export const agents = ['Veera', 'Onni', 'Kadri', 'Martin', 'Elina', 'Jaan'];

/** What customers write outside of cases, by what it is for; `…` stands for the product. */
export const asked = {
  ADVICE: [
    'Would … be right for two people in October?',
    'How does … compare with the one I have from 2019?',
    'Do you have … in the store, to try?',
  ],
  FEEDBACK: [
    '… has been everything I hoped for.',
    'The instructions of … could have pictures.',
    '… is good, but the bag it comes in is too small.',
  ],
  MARKETING: ['What is new this season.'],
} as const;

/** How those who ask for advice are answered. */
export const advised = [
  'Thank you for asking. Yes, many buy it for just that.',
  'It is what we use ourselves; do come and try it in the store.',
];

/** What a case is called, what opens it, and how it is answered: to learn more, and to settle it. */
export interface Matter {
  subject: string;
  asked: string;
  asksBack: string;
  settles: string;
}

/** What cases are about, by what they are for; `…` stands for the product. */
export const matters = {
  SUPPORT: [
    {
      subject: 'How to use it',
      asked: 'How do I clean …?',
      asksBack: 'What is it that has to come off?',
      settles: 'Lukewarm water and a soft brush are enough; let it dry before you put it away.',
    },
    {
      subject: 'Spare part',
      asked: 'Which spare part fits …?',
      asksBack: 'Could you send us a picture of the part?',
      settles: 'We have the part in stock, and it is on its way to you.',
    },
    {
      subject: 'Putting it together',
      asked: 'There is a part left over after putting … together.',
      asksBack: 'Could you send us a picture of the part?',
      settles: 'That one is a spare; keep it for later.',
    },
  ],
  COMPLAINT: [
    {
      subject: 'Damaged on arrival',
      asked: '… came damaged.',
      asksBack: 'We are sorry about that. Could you send us a picture?',
      settles: 'Thank you for telling us. Send it back at our cost, and you have your money again.',
    },
    {
      subject: 'Stopped working',
      asked: '… stopped working after a week.',
      asksBack: 'We are sorry about that. Could you send us a picture?',
      settles: 'That should not happen so soon. Send it back at our cost, and you have your money again.',
    },
    {
      subject: 'Wrong article',
      asked: 'This is not the … I ordered.',
      asksBack: 'We are sorry about that. Which number is on the label?',
      settles: 'Our mistake. Send it back at our cost, and you have your money again.',
    },
    {
      subject: 'Parcel lost',
      asked: 'The parcel with … never arrived.',
      asksBack: 'We are asking the carrier. Is the address on the receipt right?',
      settles: 'The carrier cannot find it. We make it good.',
    },
  ],
  AFTER_SALES: [
    {
      subject: 'Warranty',
      asked: 'Is … under warranty?',
      asksBack: 'Which number is on the label?',
      settles: 'It is, for two years from the day you bought it.',
    },
    {
      subject: 'Yearly service',
      asked: '… is due for its yearly service.',
      asksBack: 'In which week may we have it?',
      settles: 'Bring it to the store on any weekday; it takes two days.',
    },
    {
      subject: 'Receipt',
      asked: 'May I have the receipt of … again?',
      asksBack: 'To which address should it go?',
      settles: 'The receipt is on its way to you.',
    },
  ],
} as const satisfies Partial<Record<InteractionKind, readonly Matter[]>>;

/** How customers answer what they are asked back. */
export const given = ['Here it is.', 'You have it in this message.', 'I hope this is what you need.'];
/** What they say when it was not settled, and what that leads to. */
export const repeated = ['It is still the same, I am afraid.', 'I am afraid that does not do it.'];
export const settledAfterAll = 'We are sorry that it took two attempts. This is settled now.';
export const acknowledged = 'We have your message and answer on working days from nine to five.';
