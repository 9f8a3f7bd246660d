import {
  type DirectiveNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { defaultPageSize, largestPage } from '../page.ts';
import type { FieldCost } from './cost.declaration.ts';

/** The variables as sent: unchecked, since a request is weighed before it is run. */
export type Variables = Readonly<Record<string, unknown>>;

/** How many rows a page has at most. What is out of bounds is refused when it is run. */
export function pageSizeOf(field: FieldNode, variables: Variables): number {
  const size = argumentOf(field, 'first', variables) ?? argumentOf(field, 'last', variables);
  return typeof size === 'number' ? Math.min(Math.max(size, 0), largestPage) : defaultPageSize;
}

export function listSizeOf(field: FieldNode, size: FieldCost['size'], variables: Variables): number {
  if (typeof size !== 'object') return size ?? 1;
  const asked = argumentOf(field, size.argument, variables);
  return Array.isArray(asked) ? asked.length : 1;
}

/** What an argument is sent as; undefined when it is not. */
export function argumentOf(
  { arguments: given = [] }: FieldNode,
  name: string,
  variables: Variables,
): unknown {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value ? valueIn(value, variables) : undefined;
}

/** Whether @skip and @include let it in. */
export function isWanted(directives: readonly DirectiveNode[], variables: Variables): boolean {
  return directives.every(({ name, arguments: given = [] }) => {
    const condition = given.find((argument) => argument.name.value === 'if')?.value;
    if (!condition || !['skip', 'include'].includes(name.value)) return true;
    return (valueIn(condition, variables) === true) === (name.value === 'include');
  });
}

/** The variables with the defaults of the operation. */
export function withDefaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  sent: Variables,
): Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
  );
  return defaults.length === 0 ? sent : { ...Object.fromEntries(defaults), ...sent };
}

function valueIn(value: ValueNode, variables: Variables): unknown {
  return value.kind === Kind.VARIABLE ? variables[value.name.value] : valueFromASTUntyped(value, variables);
}
