import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { violationsOn } from '../support/accessibility.ts';
import { withPage } from '../support/browser.ts';
import { emptyDatabase } from '../support/engines.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';
import { choiceQuestion, inviting, npsQuestion, textQuestion } from './inviting.ts';

const csatQuestion = { ...npsQuestion, kind: 'CSAT', scaleMax: 7 };
const cesQuestion = { ...npsQuestion, kind: 'CES' };

let shop: TestShop;
let address: string;
let survey: string;

beforeAll(async () => {
  shop = await openTestShop(await emptyDatabase('pglite'));
  address = await shop.app.listen({ host: '127.0.0.1', port: 0 });
  survey = await inviting(shop).openSurvey({
    questions: [npsQuestion, csatQuestion, cesQuestion, choiceQuestion, textQuestion],
  });
});
afterAll(() => shop.close());

let customers = 0;
async function aLink(language = 'en'): Promise<string> {
  customers += 1;
  const desk = inviting(shop);
  const customer = await desk.addCustomer({ email: `c${customers}@example.fi`, language });
  return `${address}/survey/${await desk.tokenFor(survey, customer)}`;
}

const devices: [string, BrowserContextOptions][] = [
  ['a telephone', { viewport: { width: 360, height: 740 }, hasTouch: true }],
  ['a telephone at night', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
  ['a desk', { viewport: { width: 1280, height: 800 } }],
  ['a desk at night', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }],
];

describe.each(devices)('the pages of a survey on %s', (name, device) => {
  it('have nothing that axe finds wrong, fit the screen and load nothing more', async () => {
    const link = await aLink();

    await withPage(
      link,
      async (page, seen) => {
        const judged: Record<string, unknown> = {};
        const judge = async (screen: string) => {
          await keepPicture(page, `${name}-${screen}`);
          judged[screen] = [
            ...(await violationsOn(page)),
            ...(await tooWide(page)),
            ...(await tooSmall(page)),
          ];
        };
        await judge('1 score');
        await page.getByRole('button', { name: 'Next' }).click();
        await judge('2 nothing chosen');
        await page.getByRole('radio', { name: '9', exact: true }).check();
        await judge('3 chosen');
        await page.getByRole('button', { name: 'Next' }).click();
        await page.getByRole('radio', { name: '7, Very satisfied' }).check();
        await judge('4 satisfaction');
        await page.getByRole('button', { name: 'Next' }).click();
        await page.getByRole('radio', { name: '1, Strongly disagree' }).check();
        await page.getByRole('button', { name: 'Next' }).click();
        await page.getByRole('checkbox', { name: 'The help (en)' }).check();
        await judge('5 choices');
        await page.getByRole('button', { name: 'Next' }).click();
        await page.getByLabel('What could we do better? (en)').fill('More tents.');
        await judge('6 text');
        await page.getByRole('link', { name: 'I want no more surveys' }).click();
        await judge('7 never');
        await page.getByRole('link', { name: 'Back to the survey' }).click();
        await page.getByRole('button', { name: 'Send answers' }).click();
        await judge('8 thanks');
        await page.getByRole('link', { name: 'I want no more surveys' }).click();
        await page.getByRole('button', { name: 'I want no more surveys' }).click();
        await judge('9 stopped');
        await page.goto(link);
        await judge('10 gone');

        expect(Object.values(judged).flat()).toEqual([]);
        expect(Object.keys(judged)).toHaveLength(10);
        // What the browser says of the status 422 and 404, which we mean.
        expect(seen.filter((one) => !/status of 4(22|04)/.test(one))).toEqual([]);
      },
      device,
    );
  });
});

describe('the pages of a survey', () => {
  it('are answered by keyboard alone and without JavaScript', async () => {
    const link = await aLink('fi');
    const keys = { ArrowRight: 'ArrowRight', Enter: 'Enter', Space: 'Space', Tab: 'Tab' };

    await withPage(
      link,
      async (page) => {
        const press = async (...pressed: string[]) => {
          for (const key of pressed) await page.keyboard.press(key);
        };
        await press(keys.Tab, keys.Space, ...Array(9).fill(keys.ArrowRight));
        expect(await page.locator(':focus').getAttribute('value')).toBe('9');
        await press(keys.Enter);
        await page.getByText('Kysymys 2 / 5').waitFor();
        await press(keys.Tab, keys.Space, keys.Enter);
        await page.getByText('Kysymys 3 / 5').waitFor();
        await press(keys.Tab, keys.Space, keys.Tab, keys.Enter);
        await page.getByText('Kysymys 4 / 5').waitFor();
        await press(keys.Tab, keys.Space, keys.Tab, keys.Tab, keys.Tab, keys.Enter);
        await page.getByText('Kysymys 5 / 5').waitFor();
        await press(keys.Tab);
        await page.keyboard.type('Enemmän telttoja.');
        await press(keys.Tab, keys.Enter);

        await page.getByRole('heading', { name: 'Kiitos!' }).waitFor();
        expect((await inviting(shop).responses()).at(-1)).toEqual({
          status: 'SUBMITTED',
          score: 9,
          language: 'fi',
          isCounted: true,
          answers: 5,
        });
      },
      { javaScriptEnabled: false },
    );
  });

  it('put the focus on what is wrong, and lead from there to the question', async () => {
    const link = await aLink();

    await withPage(link, async (page) => {
      await page.getByRole('button', { name: 'Next' }).click();

      const focused = page.locator(':focus');
      expect(await focused.getAttribute('role')).toBe('alert');
      expect(await focused.textContent()).toMatch(
        /The answer could not be taken\s+Choose one of the answers\./,
      );
      expect(await page.title()).toMatch(/^The answer could not be taken: How likely/);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await focused.getAttribute('value')).toBe('0');
    });
  });

  it('speak the language that is chosen, and go back to an answer', async () => {
    const link = await aLink();

    await withPage(`${link}?score=8`, async (page) => {
      await page.getByRole('link', { name: 'Svenska' }).click();
      await page.getByRole('heading', { name: 'Hur sannolikt' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('sv');
      expect(await page.getByRole('radio', { name: '8', exact: true }).isChecked()).toBe(true);
      await page.getByRole('button', { name: 'Nästa' }).click();
      await page.getByText('Fråga 2 av 5').waitFor();
      await page.getByRole('link', { name: 'Föregående' }).click();

      await page.getByText('Fråga 1 av 5').waitFor();
      expect(await page.getByRole('radio', { name: '8', exact: true }).isChecked()).toBe(true);
    });
  });
});

/** Kept for whoever wants to look, where TEST_PICTURES names a folder. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.TEST_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name.replaceAll(' ', '-')}.png`, fullPage: true });
}

async function tooWide(page: Page): Promise<string[]> {
  const width = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  return width > 0 ? [`${width} pixels too wide`] : [];
}

/** What a finger has to meet: 24 pixels by WCAG 2.2 AA, and more by ours. */
async function tooSmall(page: Page): Promise<string[]> {
  const targets = await page.locator('.option, .actions button, .actions a, footer a, textarea').all();
  const boxes = await Promise.all(targets.map((target) => target.boundingBox()));
  return boxes
    .filter((box) => !box || box.height < 40 || box.width < 38)
    .map((box) => `A target has ${box?.width} × ${box?.height} pixels`);
}
