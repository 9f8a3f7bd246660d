import type { Context } from '../api/context.ts';
import { type MutationInput, perform } from '../api/mutation.ts';
import type { Unit } from '../api/unit.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { IssuedLink } from './invitation.type.ts';
import type { HandOut } from './inviting.service.ts';

/**
 * Runs a mutation that hands out links, and puts them beside what it gives back. They go past what is remembered for a
 * repeated call: a token at rest would let in whoever reads it.
 */
export async function handingOut<
  Input extends MutationInput,
  Result extends { invitations: readonly { invitationId: Uuid }[] },
>(
  context: Context,
  operation: string,
  input: Input,
  useCase: (unit: Unit, input: Input, handOut: HandOut) => Promise<Result>,
): Promise<object> {
  const tokens = new Map<Uuid, string>();
  const { invitations = [], ...payload } = await perform(context, operation, input, (unit) => {
    // Of an attempt that came to nothing there is nothing to hand out.
    tokens.clear();
    return useCase(unit, input, (invitationId, token) => void tokens.set(invitationId, token));
  });
  const links = invitations.map(({ invitationId }): IssuedLink => {
    const token = tokens.get(invitationId);
    return { invitationId, url: token === undefined ? null : linkOf(context, token) };
  });
  return { ...payload, links };
}

function linkOf({ shop }: Context, token: string): string {
  return `${shop.publicUrl ?? ''}/survey/${token}`;
}
