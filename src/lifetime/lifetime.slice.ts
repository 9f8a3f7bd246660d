// Lifetime: what customers will buy and what that is worth, by models fitted to what all of them did.

import type { Slice } from '../api/slice.ts';
import { CustomerLifetime, LifetimeModelResolver, LoyaltyModel } from './lifetime.resolver.ts';
import { LifetimeModel, LifetimeTurn } from './model.entity.ts';
import { modelById } from './model.loader.ts';
import { fitWhenDue } from './model.service.ts';

export const lifetime: Slice = {
  name: 'lifetime',
  entities: [LifetimeModel, LifetimeTurn],
  resolvers: [CustomerLifetime, LoyaltyModel, LifetimeModelResolver],
  nodes: [{ typeName: 'LifetimeModel', prefix: 'model', by: modelById, scope: 'purchases:read' }],
  chores: [{ name: 'fit-models', everySeconds: 3_600, isAtStart: true, run: fitWhenDue }],
  scopes: {},
};
