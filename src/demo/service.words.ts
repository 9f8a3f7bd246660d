import type { InteractionKind } from '../interactions/interaction.rules.ts';

export const agents = ['Veera', 'Onni', 'Kadri', 'Martin', 'Elina', 'Jaan'];

/** What customers write, by what it is for; `…` stands for the product. */
export const asked: Readonly<Record<InteractionKind, readonly string[]>> = {
  ADVICE: [
    'Would … be right for two people in October?',
    'How does … compare with the one I have from 2019?',
    'Do you have … in the store, to try?',
  ],
  SUPPORT: [
    'How do I clean …?',
    'There is a part left over after putting … together.',
    'Which spare part fits …?',
  ],
  FEEDBACK: [
    '… has been everything I hoped for.',
    'The instructions of … could have pictures.',
    '… is good, but the bag it comes in is too small.',
  ],
  COMPLAINT: [
    '… came damaged.',
    '… stopped working after a week.',
    'This is not the … I ordered.',
    'The parcel with … never arrived.',
  ],
  AFTER_SALES: [
    '… is due for its yearly service.',
    'May I have the receipt of … again?',
    'Is … under warranty?',
  ],
  MARKETING: ['What is new this season.'],
};

/** What cases are called, by what they are for. */
export const subjects: Readonly<Record<InteractionKind, readonly string[]>> = {
  ADVICE: ['Before buying'],
  SUPPORT: ['How to use it', 'Spare part', 'Putting it together'],
  FEEDBACK: ['What we think'],
  COMPLAINT: ['Damaged on arrival', 'Stopped working', 'Wrong article', 'Parcel lost'],
  AFTER_SALES: ['Warranty', 'Yearly service', 'Receipt'],
  MARKETING: ['Newsletter'],
};

export const answered = [
  'Thank you for writing. Here is what we suggest.',
  'We are sorry about that, and put it right.',
  'Could you send us a picture?',
  'It is on its way to you.',
];
export const repeated = ['Here it is.', 'Thank you, that helps.', 'It is still the same, I am afraid.'];
export const acknowledged = 'We have your message and answer on working days from nine to five.';
