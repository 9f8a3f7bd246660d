import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import {
  Refusal,
  type UserError,
  type UserErrorCode,
  userError,
  type userErrorCodes,
} from '../kernel/errors.ts';
import { isGiven } from '../kernel/given.ts';
import type { Context } from './context.ts';
import { once } from './idempotency.ts';
import { PartOfRow } from './limits/cost.declaration.ts';
import { piiScope } from './scope.ts';
import { inUnit, type Unit } from './unit.ts';

/** The values of a const list as a GraphQL enum type; each value needs its description. */
export function enumOf<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): Record<Value, Value> {
  const members = Object.fromEntries(Object.keys(values).map((value) => [value, value])) as Record<
    Value,
    Value
  >;
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(values).map(([value, sentence]) => [value, { description: sentence }]),
  ) as Record<Value, { description: string }>;
  registerEnumType(members, { name, description, valuesConfig });
  return members;
}

const UserErrorCodeEnum = enumOf<UserErrorCode>('UserErrorCode', 'What kind of mistake it was; stable.', {
  INVALID: 'The value cannot be taken; the message says what is allowed.',
  REQUIRED: 'The value is missing.',
  NOT_FOUND: 'What the value names does not exist.',
  TAKEN: 'The value is unique and somebody else has it.',
  CONFLICT: 'The value contradicts another one or what is stored.',
  IDEMPOTENCY_CONFLICT: 'The idempotency key was used with another input.',
  FORBIDDEN: 'The key may not do this.',
  LIMIT_EXCEEDED: 'More than is left or allowed.',
} satisfies Record<(typeof userErrorCodes)[number], string>);

@PartOfRow
@ObjectType('UserError', { description: 'Something the caller got wrong. Nothing was changed.' })
export class UserErrorType implements UserError {
  @Field(() => [String], { description: 'Where in the input: `["lines", "0", "quantity"]`.' })
  path!: string[];

  @Field(() => String, { description: 'What is wrong and what is allowed, in a sentence.' })
  message!: string;

  @Field(() => UserErrorCodeEnum, { description: 'What kind of mistake it was.' })
  code!: UserErrorCode;
}

/** What every mutation gives back beside what it changed. */
@ObjectType()
export abstract class Payload {
  @Field(() => [UserErrorType], { description: 'What kept it from being done; empty when it was done.' })
  userErrors!: UserError[];
}

/** What every mutation takes beside what it changes. */
@InputType()
export abstract class MutationInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A name for this call, up to 200 characters. Calling again with the same key and input does nothing twice and gives the first answer.',
  })
  idempotencyKey?: string | null;
}

/**
 * Runs the use case of a mutation in one transaction. What it returns (ids of what it changed) is what the
 * payload's links start from, and what a repeat with the same idempotency key gets.
 */
export async function perform<Input extends MutationInput, Result extends object>(
  context: Context,
  operation: string,
  input: Input,
  useCase: (unit: Unit, input: Input) => Promise<Result>,
): Promise<Partial<Result> & { userErrors: readonly UserError[] }> {
  const { idempotencyKey, ...rest } = input;
  try {
    const result = await inUnit(unitSetting(context), async (unit) => {
      const work = async () => {
        const done = await useCase(unit, input);
        await unit.em.flush();
        return done;
      };
      return isGiven(idempotencyKey)
        ? once(unit, { key: idempotencyKey, operation, input: rest }, work)
        : work();
    });
    return { ...result, userErrors: [] };
  } catch (error) {
    if (error instanceof Refusal) return { userErrors: firstOf(error.errors) } as never;
    throw error;
  } finally {
    context.loaders.forget();
  }
}

/** How many errors one call is told; nobody mends thousands of them one by one. */
const mostUserErrors = 50;

function firstOf(errors: readonly UserError[]): readonly UserError[] {
  if (errors.length <= mostUserErrors) return errors;
  const told = errors.slice(0, mostUserErrors - 1);
  const more = errors.length - told.length;
  return [...told, userError('LIMIT_EXCEEDED', [], `There are ${more} errors more. Mend these first.`)];
}

function unitSetting({ caller, clock, shop, contributions, fork }: Context) {
  return {
    em: fork(),
    clock,
    shop,
    contributions,
    actor: caller.actor ?? 'anonymous',
    mayNameHolders: caller.scopes.has('customers:read'),
    mayNameEmailHolders: caller.scopes.has('customers:read') && caller.scopes.has(piiScope),
  };
}
