import graphql from '@graphql-eslint/eslint-plugin';

// Biome looks after the code; this looks after schema.graphql: whether its lists are the connections Relay expects.
export default [
  {
    files: ['schema.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-relay'].rules,
      // A list that does not grow (the lines of a receipt, interests, userErrors) is a plain list, and every connection
      // has `nodes` beside `edges` for those who need no cursors.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
    },
  },
];
