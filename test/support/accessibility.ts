import { readFile } from 'node:fs/promises';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** What axe finds wrong with a page, by WCAG 2.2 AA and what is good practice: none on a page that is right. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const { passes, violations } = await page.evaluate<AxeResults>('axe.run(document)');
  if (passes.length === 0) throw new Error('axe looked at nothing.');
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
