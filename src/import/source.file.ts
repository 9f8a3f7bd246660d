import { isUtf8, transcode } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { counted } from '../kernel/text.ts';
import { codeOf, fileFault, ImportFault, messageOf } from './import.fault.ts';

export type SourceEncoding = 'utf-8' | 'latin1';

const newline = 10;
const largestLineBytes = 16 * 1024 * 1024;

/**
 * The text of a file, unzipped when its content is gzip, in UTF-8 without a byte order mark, cut after whole
 * lines. Throws an ImportFault that names the file and the line (of the unzipped text) at which it cannot be
 * read.
 */
export async function* textBlocks(path: string, encoding: SourceEncoding): AsyncGenerator<Buffer> {
  const name = basename(path);
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of await bytesOf(path)) {
      const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const end = bytes.lastIndexOf(newline) + 1;
      rest = bytes.subarray(end);
      if (rest.length > largestLineBytes) throw new ImportFault(`${name}, line ${line} never ends.`);
      if (end === 0) continue;
      const block = bytes.subarray(0, end);
      yield decoded(block, { encoding, line, name });
      line += lineCount(block);
    }
  } catch (cause) {
    if (codeOf(cause).startsWith('Z_')) throw new ImportFault(gzipMessage(name, line, cause), { cause });
    throw cause;
  }
  if (rest.length > 0) yield decoded(rest, { encoding, line, name });
}

async function bytesOf(path: string): Promise<AsyncIterable<Buffer>> {
  const isGzip = await startsAsGzip(path);
  const file = createReadStream(path, { highWaterMark: 128 * 1024 });
  if (!isGzip) return file;
  // The reader of the unzipped bytes meets every error; the callback only keeps it from being thrown twice.
  return pipeline(file, createGunzip({ chunkSize: 128 * 1024 }), () => {});
}

async function startsAsGzip(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw fileFault(path, cause);
  }
}

function decoded(block: Buffer, at: { encoding: SourceEncoding; line: number; name: string }): Buffer {
  if (at.encoding === 'latin1') return transcode(block, 'latin1', 'utf8');
  if (!isUtf8(block)) {
    throw new ImportFault(
      `${at.name}, line ${at.line + linesBeforeFault(block)} is not UTF-8. ` +
        'If the file is Latin-1, say "format": { "encoding": "latin1" } in the mapping.',
    );
  }
  const hasMark = at.line === 1 && block.length >= 3 && block.readUIntBE(0, 3) === 0xefbbbf;
  return hasMark ? block.subarray(3) : block;
}

function linesBeforeFault(block: Buffer): number {
  let lines = 0;
  for (let start = 0; start < block.length; lines++) {
    const next = block.indexOf(newline, start);
    const end = next < 0 ? block.length : next + 1;
    if (!isUtf8(block.subarray(start, end))) return lines;
    start = end;
  }
  return lines;
}

function lineCount(block: Buffer): number {
  let lines = 0;
  for (let at = block.indexOf(newline); at >= 0; at = block.indexOf(newline, at + 1)) lines++;
  return lines;
}

function gzipMessage(name: string, line: number, cause: unknown): string {
  const readable = counted(line - 1, 'line');
  return `${name}: the gzip data is broken (${messageOf(cause)}) after ${readable}, at line ${line}.`;
}
