import { expect, it } from '@jest/globals';
import { pageLanguages, wordsIn } from '../../src/invitations/page.words.ts';

it('say of one second and of several how long to wait', () => {
  const sentences = pageLanguages.flatMap((language) => {
    return [1, 30].map((seconds) => /\d+ \p{L}+/u.exec(wordsIn(language).wait(seconds)[1])?.[0]);
  });

  expect(sentences).toEqual([
    ...['1 sekunnin', '30 sekunnin'],
    ...['1 sekundi', '30 sekundi'],
    ...['1 sekund', '30 sekunder'],
    ...['1 second', '30 seconds'],
  ]);
});
