const newline = 10;

/**
 * The lines of a text cut after whole lines, without their newlines, in one array per block. A CR before it
 * stays.
 */
export async function* textLines(blocks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  for await (const block of blocks) yield linesOf(block);
}

/**
 * The lines of a block, each a string of its own: pieces split off one large string would keep all of it in
 * memory for as long as a single cell is held.
 */
function linesOf(block: Buffer): string[] {
  const lines: string[] = [];
  for (let start = 0; start < block.length; ) {
    const next = block.indexOf(newline, start);
    const end = next < 0 ? block.length : next;
    lines.push(block.toString('utf8', start, end));
    start = end + 1;
  }
  return lines;
}
