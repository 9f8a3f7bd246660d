import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../api/context.ts';
import type { Serving } from './request.ts';

/** Tells how much personal data an answer has, once it is whole. */
export function personalReads(tell: Serving['onPersonalRead']): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue: { caller, clock, personalReads: values } }) {
          if (values > 0 && caller.actor !== null) tell?.(caller.actor, values, clock.now());
        },
      };
    },
  };
}
