import { createHash } from 'node:crypto';
import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { PlainFault } from '../kernel/errors.ts';

/** A document as a file has it, before anybody judged it. */
export interface DocumentDraft {
  /** Where it was found, for people: `orders.graphql`, or `manifest.json, document 1f2e…`. */
  place: string;
  /** What the file itself calls it; null in a file of GraphQL. */
  name: string | null;
  text: string;
}

/** A document that fits the schema. */
export interface FittingDocument {
  hash: string;
  /** The hash among them. */
  names: readonly string[];
  text: string;
  operations: readonly string[];
}

export const longestName = 200;

/** What is wrong with documents: a sentence for each fault, with its place. Nothing was stored. */
export class UnfitDocuments extends PlainFault {
  override name = 'UnfitDocuments';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** SHA-256 of the text as it stands, in hexadecimal digits: what `sha256sum` says of the file. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The drafts as documents, the same text once. Throws `UnfitDocuments` with every fault of all of them. */
export function fitting(drafts: readonly DocumentDraft[], schema: GraphQLSchema): FittingDocument[] {
  const faults = drafts.flatMap((draft) => faultsOf(draft, schema));
  if (faults.length > 0) throw new UnfitDocuments(faults);
  return [...Map.groupBy(drafts, ({ text }) => text)].map(([text, same]) => {
    const hash = hashOf(text);
    const given = same.flatMap(({ name }) => name ?? []);
    return { hash, names: [...new Set([hash, ...given])], text, operations: operationsOf(parse(text)) };
  });
}

function faultsOf({ place, name, text }: DocumentDraft, schema: GraphQLSchema): string[] {
  const misnamed = name !== null && !isName(name) ? [`${place}: ${nameRule}`] : [];
  return [...misnamed, ...judged(text, schema).map((fault) => `${place}:${sayingOf(fault)}`)];
}

const nameRule = `The id of a document has 1 to ${longestName} characters and no blanks.`;

function isName(name: string): boolean {
  return /^[\x21-\x7e]+$/.test(name) && name.length <= longestName;
}

function judged(text: string, schema: GraphQLSchema): readonly GraphQLError[] {
  try {
    const document = parse(text);
    const hasOperation = document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    return hasOperation ? validate(schema, document) : [new GraphQLError('There is no operation in it.')];
  } catch (fault) {
    if (fault instanceof GraphQLError) return [fault];
    throw fault;
  }
}

/** `3:5 Cannot query field "nme" on type "Customer".` */
function sayingOf({ locations, message }: GraphQLError): string {
  const at = locations?.[0];
  return at ? `${at.line}:${at.column} ${message}` : ` ${message}`;
}

function operationsOf({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? []) : [],
  );
}
