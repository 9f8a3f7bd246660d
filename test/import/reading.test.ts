import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { csvRows } from '../../src/import/csv.reader.ts';
import { plainCsvRows } from '../../src/import/plain.csv.reader.ts';
import type { Row } from '../../src/import/table.row.ts';
import { openTable, type TableFormat } from '../../src/import/table.ts';
import { workbench } from './workbench.ts';

async function rowsOf(content: string | Buffer, format: TableFormat = {}) {
  await using bench = await workbench();
  const table = await openTable(await bench.write('export', content), format);
  const rows: Row[] = [];
  for await (const block of table.rows()) rows.push(...block);
  return { columns: table.columns, rows };
}

describe('reading a file', () => {
  it('reads CSV with a byte order mark, CRLF and quotes over several lines', async () => {
    const content = '\uFEFFsku,name\r\nA,"Cup, ""blue""\r\nwith a handle"\r\n\r\nB,Plate\r\n';

    const { columns, rows } = await rowsOf(content);

    expect(columns).toEqual(['sku', 'name']);
    expect(rows).toEqual([
      { line: 2, cells: ['A', 'Cup, "blue"\r\nwith a handle'] },
      { line: 5, cells: ['B', 'Plate'] },
    ]);
  });

  it('unzips by content, whatever the file is called', async () => {
    const { rows } = await rowsOf(gzipSync('sku,name\nA,Cup\n'));

    expect(rows).toEqual([{ line: 2, cells: ['A', 'Cup'] }]);
  });

  it('marks a row of another number of columns and reads on', async () => {
    const { rows } = await rowsOf('sku,name\nA\nB,Plate,3\nC,Bowl');

    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'has 1 columns where 2 are expected'],
      [3, 'has 3 columns where 2 are expected'],
      [4, undefined],
    ]);
  });

  it('keeps a quote in the middle of a cell as it is', async () => {
    const { rows } = await rowsOf('sku,name\nA,5" pipe\nB,Plate\n');

    expect(rows.map(({ cells }) => cells[1])).toEqual(['5" pipe', 'Plate']);
  });

  it('reads NDJSON: keys in any order, some missing, one line broken', async () => {
    const content = '\n{"sku":"A","price":2.5}\n{"price":null,"name":"Plate","sku":"B"}\n{"sku":\n[1]\n';

    const { columns, rows } = await rowsOf(content);

    expect(columns).toEqual(['sku', 'price', 'name']);
    expect(rows).toEqual([
      { line: 2, cells: ['A', '2.5', ''] },
      { line: 3, cells: ['B', '', 'Plate'] },
      { line: 4, cells: ['{"sku":'], problem: 'is not a JSON object' },
      { line: 5, cells: ['[1]'], problem: 'is not a JSON object' },
    ]);
  });

  it('reads columns separated by runs of blanks, without a header', async () => {
    const { rows } = await rowsOf(' 00004 0001  2   29.33\r\n', {
      delimiter: ' ',
      columns: ['a', 'b', 'c', 'd'],
    });

    expect(rows).toEqual([{ line: 1, cells: ['00004', '0001', '2', '29.33'] }]);
  });

  it('reads Latin-1 when the mapping says so, and names the line when it does not', async () => {
    const content = Buffer.from('sku,name\nA,Cup\nB,K\u00e4rry\n', 'latin1');

    const { rows } = await rowsOf(content, { encoding: 'latin1' });

    expect(rows[1]?.cells[1]).toBe('K\u00e4rry');
    await expect(rowsOf(content)).rejects.toThrow(
      'export, line 3 is not UTF-8. If the file is Latin-1, say "format": { "encoding": "latin1" } in the mapping.',
    );
  });

  it('names the line of a quote that is never closed', async () => {
    await expect(rowsOf('sku,name\nA,Cup\nB,"Plate\nC,Bowl\n')).rejects.toThrow(
      'export, line 3: a quote is opened and never closed.',
    );
  });

  it('names the line of a quote that is never closed in a file of few quotes', async () => {
    const lines = Array.from({ length: 100 }, (_, at) => `${at},Cup`);

    await expect(rowsOf(['sku,name', ...lines, 'B,"Plate', 'C,Bowl'].join('\n'))).rejects.toThrow(
      'export, line 102: a quote is opened and never closed.',
    );
  });

  it('says that gzip data is broken', async () => {
    const whole = gzipSync(Array.from({ length: 20_000 }, (_, at) => `${at},${at * 7919}`).join('\n'));

    await expect(rowsOf(whole.subarray(0, whole.length - 2000))).rejects.toThrow(
      /^export: the gzip data is broken \(unexpected end of file\) after [\d,]+ lines, at line \d+\.$/,
    );
  });

  it('refuses a missing file, a folder and an empty file in one sentence each', async () => {
    await using bench = await workbench();

    await expect(openTable(bench.path('none.csv'))).rejects.toThrow(/none\.csv does not exist\.$/);
    await expect(openTable(bench.path(''))).rejects.toThrow(/is a folder; a file is needed\.$/);
    await expect(rowsOf('')).rejects.toThrow('export is empty: its first line should name the columns.');
  });

  it.each([
    'sku,name\r\nA,"Cup, ""blue""\r\n\r\nwith a handle"\r\n\r\nB,Plate\r\n',
    'sku;name\nA;"Cup; big\n"\nB;5" pipe\nC;""\n',
    'sku,name\nA,"two ""lines""\nof "" text"\n"B","Plate"x,"\n"\nC',
    '"one column"\n\n""\nA\n',
  ])('reads the same whether quotes are common or rare: %j', async (text) => {
    const delimiter = text.startsWith('sku;') ? ';' : ',';
    const read = async (reader: typeof csvRows) => {
      const rows: Row[] = [];
      for await (const block of reader(wholeLinesOf(text), 'export', delimiter)) rows.push(...block);
      return rows;
    };

    const [common, rare] = [await read(csvRows), await read(plainCsvRows)];

    expect(rare).toEqual(common);
    expect(common.length).toBeGreaterThan(1);
  });
});

async function* wholeLinesOf(text: string): AsyncGenerator<Buffer> {
  for (const line of text.split(/(?<=\n)/)) yield Buffer.from(line);
}
