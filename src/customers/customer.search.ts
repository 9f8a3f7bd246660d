import { sql } from 'kysely';
import { judgeText } from '../database/filter.size.ts';
import { literal } from '../database/filter.ts';
import { allOf, type Sql } from '../database/read.ts';
import { wordsOf } from '../kernel/text.ts';

const mostWords = 8;

/**
 * Every word somewhere in the name, or the whole at the beginning of an external id or (for those who may read
 * them) an e-mail address. Each branch has an index of its own, so they are united, not put side by side with `or`.
 */
export function searched(text: string, { emails }: { emails: boolean }): Sql {
  judgeText(text);
  const words = wordsOf(text).slice(0, mostWords);
  const prefix = `${literal(text.trim())}%`;
  return sql`customer.id in (
    select id from customer where ${words.length === 0 ? sql`false` : allOf(words.map(inName))}
    union
    select customer_id from customer_key
    where kind = 'EXTERNAL' and lower(value) like lower(${prefix}::text collate "C")
    ${emails ? withEmail(prefix) : sql``}
  )`;
}

/** Addresses are stored in lower case. */
function withEmail(prefix: string): Sql {
  return sql`
    union
    select customer_id from customer_key
    where kind = 'EMAIL' and source = '' and value like ${prefix.toLowerCase()}`;
}

function inName(word: string): Sql {
  return sql`folded_name like ${pattern(word)}`;
}

/** Shorter than a trigram, a word is looked for at the beginning of words, where the index can still help. */
function pattern(word: string): string {
  return word.length < 3 ? `% ${literal(word)}%` : `%${literal(word)}%`;
}
