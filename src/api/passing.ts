import {
  type DocumentNode,
  GraphQLScalarType,
  GraphQLSchema,
  getNamedType,
  isSpecifiedScalarType,
  Kind,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';

/** Takes whatever it is given: the value of a variable that has been judged already. */
const Passing = new GraphQLScalarType({ name: 'AlreadyCoerced' });

/** The schema with a type for variables that are passed as they are. */
export function withPassing(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, types: [...config.types, Passing], assumeValid: true });
}

/**
 * The document with its variables passed as they are. graphql-jit writes a parser for each variable, and unfolds input
 * types into it: one that contains itself, as every filter does, keeps it busy for ten seconds until the stack is full.
 */
export function passingVariables(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((definition) => {
      if (definition.kind !== Kind.OPERATION_DEFINITION || !definition.variableDefinitions) return definition;
      const variableDefinitions = definition.variableDefinitions.map((one) => passing(schema, one));
      return { ...definition, variableDefinitions };
    }),
  };
}

function passing(schema: GraphQLSchema, definition: VariableDefinitionNode): VariableDefinitionNode {
  const type = typeFromAST(schema, definition.type);
  if (!type || isSpecifiedScalarType(getNamedType(type))) return definition;
  const { defaultValue: _, ...rest } = definition;
  return { ...rest, type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: Passing.name } } };
}
