import type { ApolloServerPlugin } from '@apollo/server';
import {
  type ASTNode,
  type DocumentNode,
  GraphQLError,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { placeOf, type ToldSchema, wanted } from '../api/variables.ts';
import type { HttpContext } from './request.ts';

/**
 * What graphql-js says of a document, without the values in it: a literal may be somebody's name as well as a variable
 * may. Names of fields, arguments and types stay. Variables are judged by `coerceVariables`.
 */
export function valueless(told: ToldSchema): ApolloServerPlugin<HttpContext> {
  return {
    async requestDidStart() {
      return {
        async parsingDidStart() {
          return async (fault) => {
            if (fault) fault.message = syntaxMessage(fault.message);
          };
        },
        async validationDidStart({ document }) {
          return async (faults) => {
            const ofGraphql = faults?.filter((fault) => fault instanceof GraphQLError) ?? [];
            nameInsteadOfValue(told, document, ofGraphql);
          };
        },
      };
    },
  };
}

const tokenKinds = /^(Name|Int|Float|String|BlockString)\b/;
const punctuator = /^("(?:[!$&()[\]{}|:=@?]|\.\.\.)"|<EOF>)\.?$/;

/** `Syntax Error: Expected Name, found String "Aino".` → `Syntax Error: Expected Name, found String.` */
export function syntaxMessage(message: string): string {
  const said = message.replace(/^Syntax Error: /, '');
  const [, expected, found] = /^(Expected [^,]*, found )(.*)$/s.exec(said) ?? [];
  if (expected !== undefined && found !== undefined) return `Syntax Error: ${expected}${tokenOf(found)}.`;
  if (/^Document contains more tha[tn] \d+ tokens/.test(said)) return `Syntax Error: ${said}`;
  const unexpected = /^Unexpected (.*)$/s.exec(said)?.[1];
  if (unexpected !== undefined && !unexpected.startsWith('character')) {
    return `Syntax Error: Unexpected ${tokenOf(unexpected)}.`;
  }
  // What follows a colon is what was there.
  const kind = /^(Unterminated string|Unexpected character|Invalid [a-zA-Z ]+)/.exec(said)?.[1];
  return `Syntax Error: ${kind ?? 'This is not GraphQL'}.`;
}

function tokenOf(described: string): string {
  return tokenKinds.exec(described)?.[1] ?? punctuator.exec(described)?.[1] ?? 'something else';
}

function nameInsteadOfValue(told: ToldSchema, document: DocumentNode, faults: readonly GraphQLError[]): void {
  const aboutValues = faults.filter(isAboutValue);
  if (aboutValues.length === 0) return;
  const places = placesOf(told, document, new Set(aboutValues.flatMap(({ nodes }) => nodes?.[0] ?? [])));
  for (const fault of aboutValues) {
    const { place, takes } = places.get(fault.nodes?.[0]) ?? {
      place: 'A value',
      takes: 'It is of a wrong type.',
    };
    fault.message = `${place}: ${fault.extensions.code === 'BAD_USER_INPUT' ? fault.message : takes}`;
  }
}

const literals: readonly string[] = [
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
];
/** Rules about the fields of an object point at it, too, and name nothing but fields. */
const aboutFields = /^(Field "\w+\.\w+" |OneOf Input Object )/;

function isAboutValue({ nodes, message }: GraphQLError): boolean {
  return literals.includes(nodes?.[0]?.kind ?? '') && !aboutFields.test(message);
}

interface Place {
  /** `Argument "first"`, `Variable "$size"`, with the way inside it. */
  place: string;
  takes: string;
}

/** Where literals stand and what is wanted there: one walk, however many they are. */
function placesOf(
  { schema, suggestions }: ToldSchema,
  document: DocumentNode,
  literals: ReadonlySet<ASTNode>,
): Map<ASTNode | undefined, Place> {
  const info = new TypeInfo(schema);
  const places = new Map<ASTNode | undefined, Place>();
  const enter = (
    node: ASTNode,
    _key: unknown,
    parent: ASTNode | readonly ASTNode[] | undefined,
    path: readonly (string | number)[],
    ancestors: readonly (ASTNode | readonly ASTNode[])[],
  ): undefined => {
    if (!literals.has(node)) return;
    const type = info.getInputType();
    places.set(node, {
      place: placeIn(parent ? [...ancestors, parent] : ancestors, path),
      takes: type ? wanted(type, suggestions) : 'It is of a wrong type.',
    });
  };
  visit(document, visitWithTypeInfo(info, { enter }));
  return places;
}

function placeIn(
  ancestors: readonly (ASTNode | readonly ASTNode[])[],
  path: readonly (string | number)[],
): string {
  let holder = 'A value';
  let steps: (string | number)[] = [];
  ancestors.forEach((ancestor, depth) => {
    if (!('kind' in ancestor)) {
      const owner = ancestors[depth - 1];
      if (owner && 'kind' in owner && owner.kind === Kind.LIST) steps.push(path[depth] ?? 0);
      return;
    }
    if (ancestor.kind === Kind.ARGUMENT) {
      holder = `Argument "${ancestor.name.value}"`;
      steps = [ancestor.name.value];
    } else if (ancestor.kind === Kind.VARIABLE_DEFINITION) {
      holder = `Variable "$${ancestor.variable.name.value}"`;
      steps = [ancestor.variable.name.value];
    } else if (ancestor.kind === Kind.OBJECT_FIELD) steps.push(ancestor.name.value);
  });
  return `${holder}${placeOf(steps)}`;
}
