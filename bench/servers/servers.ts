import type { ServerName } from '../operations/operation.ts';
import { launchClientele } from './clientele.ts';
import { launch, peersHeap, type Server } from './launch.ts';

export const launchers: Record<ServerName, (databaseUrl: string) => Promise<Server>> = {
  clientele: launchClientele,
  postgraphile: (databaseUrl) =>
    launch({
      name: 'postgraphile',
      args: [...peersHeap, 'bench/servers/postgraphile.ts'],
      env: { DATABASE_URL: databaseUrl, GRAPHILE_ENV: 'production' },
    }),
  handwritten: (databaseUrl) =>
    launch({
      name: 'handwritten',
      args: [...peersHeap, 'bench/servers/handwritten.ts'],
      env: { DATABASE_URL: databaseUrl },
    }),
};
