import { sql } from 'kysely';
import { literal } from '../database/filter.ts';
import { allOf, type Sql } from '../database/read.ts';
import { folded } from '../kernel/text.ts';

const mostWords = 8;

/**
 * Every word somewhere in the name, or the whole at the beginning of an external id or (for those who may read
 * them) an e-mail address. Each branch has an index of its own, so they are united, not put side by side with `or`.
 */
export function searched(text: string, { emails }: { emails: boolean }): Sql {
  const whole = folded(text);
  const words = whole.split(' ').slice(0, mostWords);
  const prefix = `${literal(text.trim().toLowerCase())}%`;
  const kinds = emails ? ['EXTERNAL', 'EMAIL'] : ['EXTERNAL'];
  return sql`customer.id in (
    select id from customer where ${allOf(words.map((word) => sql`folded_name like ${pattern(word)}`))}
    union
    select customer_id from customer_key where lower(value) like ${prefix} and kind = any(${kinds}::text[])
  )`;
}

/** Shorter than a trigram, a word is looked for at the beginning of words, where the index can still help. */
function pattern(word: string): string {
  return word.length < 3 ? `% ${literal(word)}%` : `%${literal(word)}%`;
}
