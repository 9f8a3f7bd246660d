import { forgetExpired } from '../api/idempotency.ts';
import type { Slice } from '../api/slice.ts';
import { ApiKey } from './access.entity.ts';
import { Budget } from './budget.entity.ts';
import { adminScope } from './scopes.ts';
import { ViewerResolver } from './viewer.resolver.ts';

export const access: Slice = {
  name: 'access',
  entities: [ApiKey, Budget],
  resolvers: [ViewerResolver],
  nodes: [],
  chores: [
    {
      name: 'forget',
      everySeconds: 3_600,
      isAtStart: true,
      run: ({ em, clock, shop }) => forgetExpired(em.fork().getKysely(), clock.now(), shop.idempotencyDays),
    },
  ],
  scopes: { [adminScope]: 'Everything that concerns the shop itself: keys and the change log.' },
};
