import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';
import type { Prepared } from './prepare.ts';

export interface News extends Pick<Prepared, 'trialKey' | 'isLocked'> {
  port: number;
  log: Pick<FastifyBaseLogger, 'warn'>;
}

/** Says where requests are answered, and how to begin. */
export function announce({ isTrial, explorer }: Config, { port, trialKey, isLocked, log }: News): void {
  const home = `http://localhost:${port}`;
  console.log(`Clientele answers at ${home}/graphql${explorer ? `, with the explorer at ${home}/` : ''}`);
  if (isTrial) {
    console.log(`Trial key: ${trialKey}`);
    console.log(
      `Try: curl -s ${home}/graphql -H 'Content-Type: application/json' -H 'Authorization: Bearer ${trialKey}' -d '{"query":"{ customers(first: 3) { totalCount nodes { name } } }"}'`,
    );
  }
  if (isLocked) {
    log.warn(
      'No key is known, so nothing can be read. This makes one: clientele keys create --name "Web shop" --scopes customers:read',
    );
  }
}
