import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { customersIn, NotTheSample } from '../../src/lifetime/sample.file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clientele-sample-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function aFile(text: string): Promise<string> {
  const file = join(folder, 'sample.txt');
  await writeFile(file, text);
  return file;
}

it('takes purchases on one day for one', async () => {
  const file = await aFile(
    ' 00004 0001 19970101  2   29.33\r\n 00004 0001 19970101  1    0.67\r\n 00021 0002 19970103  3   63.34\r\n',
  );

  const customers = await customersIn(file);

  // 9862 days from 1970-01-01 to 1997-01-01.
  expect(customers).toEqual([new Map([[9_862, 30]]), new Map([[9_864, 63.34]])]);
});

it('refuses another file, and says where it is another', async () => {
  const file = await aFile(' 00004 0001 19970101  2   29.33\n00004,0001,1997-01-01,2,29.33\n');

  await expect(customersIn(file)).rejects.toThrow(
    new NotTheSample(
      `Line 2 of ${file} is not one of CDNOW_sample.txt: two ids, a day, a count and an amount.`,
    ),
  );
});
