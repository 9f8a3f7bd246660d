import {
  coerceInputValue,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';

/** How many faults are told of; a list of thousands may have one in each place. */
const mostFaults = 50;

/** The schema, and whether faults may tell more of it than they are about: values of enums, names alike. */
export interface ToldSchema {
  schema: GraphQLSchema;
  suggestions: boolean;
}

/** Variables as resolvers get them, or what is wrong with them. */
export type CoercedVariables =
  | { values: Readonly<Record<string, unknown>> }
  | { faults: readonly GraphQLError[] };

/**
 * The variables of a request by their types. A fault says which variable, where in it and which type is wanted:
 * graphql-js finds the same and repeats the value, which may be somebody's name.
 */
export function coerceVariables(
  told: ToldSchema,
  definitions: readonly VariableDefinitionNode[],
  given: Readonly<Record<string, unknown>>,
): CoercedVariables {
  // Without a prototype: a variable may be called `constructor`, and inherits nothing when it is not given.
  const values: Record<string, unknown> = Object.create(null);
  const faults: GraphQLError[] = [];
  for (const definition of definitions) {
    const name = definition.variable.name.value;
    const type = typeFromAST(told.schema, definition.type);
    if (!isInputType(type)) continue;
    const tell = (message: string) => {
      if (faults.length < mostFaults) faults.push(fault(message, definition));
    };
    // GraphQL keeps such names for itself, and `__proto__` is none to put values under.
    if (name.startsWith('__'))
      tell(`Variable "$${name}" begins with two underscores. Call it something else.`);
    else if (Object.hasOwn(given, name)) values[name] = coerced(name, type, given[name], { ...told, tell });
    else if (definition.defaultValue) values[name] = valueFromAST(definition.defaultValue, type);
    else if (isNonNullType(type)) tell(`Variable "$${name}" of required type "${type}" was not provided.`);
  }
  return faults.length > 0 ? { faults } : { values };
}

function coerced(
  name: string,
  type: GraphQLInputType,
  value: unknown,
  { suggestions, tell }: Pick<ToldSchema, 'suggestions'> & { tell(message: string): void },
): unknown {
  if (value === null && isNonNullType(type)) {
    tell(`Variable "$${name}" of non-null type "${type}" must not be null.`);
    return undefined;
  }
  const judge: Parameters<typeof coerceInputValue>[2] = (path, _value, error) =>
    tell(
      `Variable "$${name}"${placeOf([name, ...path])}: ${reasonOf(error, typeAt(type, path), suggestions)}`,
    );
  return coerceInputValue(value, type, judge, !suggestions);
}

/** ` at "input.lines.0.quantity"`; nothing for the variable or argument itself. */
export function placeOf(path: readonly (string | number)[]): string {
  return path.length > 1 ? ` at "${path.join('.')}"` : '';
}

/** What a place takes, in a sentence without the value that was there. */
export function wanted(type: GraphQLInputType, suggestions: boolean): string {
  const named = getNamedType(type);
  const one =
    suggestions && isEnumType(named)
      ? `, one of ${named
          .getValues()
          .map(({ name }) => name)
          .join(', ')}`
      : '';
  return `It takes ${type}${one}.`;
}

/** Our scalars say what they take; of the rest, only sentences about names are passed on. */
function reasonOf(error: GraphQLError, type: GraphQLInputType | null, suggestions: boolean): string {
  if (error.extensions.code === 'BAD_USER_INPUT') return error.message;
  if (type === null) return 'It takes another type.';
  const isAboutFields = isInputObjectType(getNamedType(type)) && aboutFields.test(error.message);
  return isAboutFields ? error.message : wanted(type, suggestions);
}

const aboutFields = /^(Field "\w{1,100}(\.\w{1,100})?" |Exactly one key )/;

/** The type at a path inside a value of the type; numbers lead into lists. */
function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType | null {
  let at: GraphQLInputType = type;
  for (const step of path) {
    const outer: GraphQLInputType = getNullableType(at);
    if (typeof step === 'number') {
      if (!isListType(outer)) return null;
      at = outer.ofType;
      continue;
    }
    // A list takes one thing without its brackets, too.
    const holder = getNamedType(outer);
    const field = isInputObjectType(holder) ? holder.getFields()[step] : undefined;
    if (!field) return null;
    at = field.type;
  }
  return at;
}

function fault(message: string, definition: VariableDefinitionNode): GraphQLError {
  return new GraphQLError(message, {
    nodes: definition,
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}
