import type { ServerName } from '../operations/operation.ts';
import { launchClientele } from './clientele.ts';
import { launch, type Server } from './launch.ts';

export const launchers: Record<ServerName, (databaseUrl: string) => Promise<Server>> = {
  clientele: launchClientele,
  postgraphile: (databaseUrl) =>
    launch({
      name: 'postgraphile',
      args: ['bench/servers/postgraphile.ts'],
      env: { DATABASE_URL: databaseUrl, GRAPHILE_ENV: 'production' },
    }),
  handwritten: (databaseUrl) =>
    launch({
      name: 'handwritten',
      args: ['bench/servers/handwritten.ts'],
      env: { DATABASE_URL: databaseUrl },
    }),
};
