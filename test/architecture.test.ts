import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';

/** From the ground up: a place may import those before it. Places of one line do not know each other. */
const order: readonly (readonly string[])[] = [
  ['kernel', 'production.ts'],
  ['database'],
  ['api'],
  ['sentiment'],
  ['access'],
  ['documents'],
  ['customers'],
  ['audit'],
  ['products'],
  ['purchases'],
  ['sales'],
  ['loyalty'],
  ['lifetime'],
  ['interactions'],
  ['visits'],
  ['surveys'],
  ['invitations'],
  ['reviews'],
  ['satisfaction'],
  ['improvements'],
  ['segments'],
  ['timeline'],
  ['import', 'demo', 'report'],
  ['settings.kinds.ts'],
  ['settings.ts'],
  ['config.ts'],
  ['http'],
  ['schema.ts'],
  ['shop.ts'],
  ['cli'],
  ['serve'],
  ['cli.ts', 'main.ts', 'worker.ts'],
];

/** What the order would let in and must stay out all the same. */
const strangers: Readonly<Record<string, readonly string[]>> = {
  http: [
    'customers',
    'audit',
    'products',
    'purchases',
    'sales',
    'loyalty',
    'lifetime',
    'interactions',
    'visits',
    'surveys',
    'invitations',
    'reviews',
    'satisfaction',
    'improvements',
    'segments',
    'import',
    'demo',
  ],
};

/**
 * Where SQL is built of a text that is no literal, how often, and why none of it comes from a request. Values are bound.
 */
const builtSql: Readonly<Record<string, readonly [number, string]>> = {
  'api/page.ts': [1, 'the property of a parent, named by a list'],
  'audit/change.filter.ts': [1, 'columns named in the file'],
  'customers/customer.reading.ts': [3, 'joins numbered here, columns named by slices'],
  'customers/profile.clauses.ts': [1, 'columns named in the file'],
  'customers/customer.queries.ts': [2, 'columns named in the file'],
  'customers/external.keys.ts': [2, 'a noun out of three'],
  'customers/union.service.ts': [3, 'tables named by slices, columns of entities'],
  'database/filter.ts': [2, 'column types, and operators out of a list'],
  'database/keyset.ts': [1, 'column types'],
  'database/read.ts': [2, 'columns of entities'],
  'database/write.ts': [3, 'tables and columns of entities'],
  'interactions/case.filter.ts': [1, 'columns named in the file'],
  'interactions/interaction.filter.ts': [1, 'columns named in the file'],
  'invitations/sweep.service.ts': [1, 'tables named by slices'],
  'products/product.filter.ts': [1, 'columns named in the file'],
  'purchases/purchase.filter.ts': [1, 'columns named in the file'],
  'purchases/purchase.queries.ts': [2, 'columns named in the file'],
  'surveys/response.filter.ts': [1, 'columns named in the file'],
  'surveys/survey.filter.ts': [1, 'columns named in the file'],
  'reviews/review.filter.ts': [1, 'columns named in the file'],
  'timeline/timeline.queries.ts': [8, 'tables and types named by slices'],
};

/** The doors hand the environment to config.ts; production.ts must speak before anything is loaded. */
const readersOfEnvironment = ['cli.ts', 'main.ts', 'production.ts', 'worker.ts'];
const mostLines = 260;

interface SyntaxNode {
  type: string;
  [property: string]: unknown;
}

interface SourceFile {
  /** `customers/customer.rules.ts`, from src. */
  name: string;
  place: string;
  lines: number;
  nodes: readonly SyntaxNode[];
  /** Files of ours it imports, type-only and dynamic imports included. */
  imports: readonly string[];
}

const folder = join(import.meta.dirname, '../src');
const files: readonly SourceFile[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map(readSource);

describe('the house', () => {
  it('has a place in the order for every file', () => {
    const places = new Set(files.map(({ place }) => place));

    expect([...places].toSorted()).toEqual(order.flat().toSorted());
  });

  it('imports downwards only', () => {
    const upward = files.flatMap(({ name, place, imports }) =>
      imports
        .filter((imported) => !mayImport(place, placeOf(imported)))
        .map((imported) => `${name} → ${imported}`),
    );

    expect(upward).toEqual([]);
  });

  it('has no import cycle, not even of types', () => {
    expect(cycles()).toEqual([]);
  });

  it('would see an upward import and a cycle', () => {
    expect(mayImport('customers', 'purchases')).toBe(false);
    expect(mayImport('import', 'demo')).toBe(false);
    expect(mayImport('http', 'customers')).toBe(false);
    expect(mayImport('purchases', 'customers')).toBe(true);
    expect(mayImport('purchases', 'purchases')).toBe(true);

    const linked = new Map([
      ['a.ts', ['b.ts']],
      ['b.ts', ['c.ts']],
      ['c.ts', ['b.ts']],
    ]);
    expect(cycles(linked)).toEqual(['b.ts → c.ts → b.ts']);
  });
});

describe('every file of the house', () => {
  it(`has at most ${mostLines} lines`, () => {
    expect(filesWhere(({ lines }) => lines > mostLines)).toEqual([]);
  });

  it('leaves the environment to config.ts', () => {
    const readers = filesWhere(({ nodes }) => nodes.some(isEnvironment));

    expect(readers).toEqual(readersOfEnvironment);
  });

  it('builds SQL of literals and bound values, but for the places known here', () => {
    const built = files.flatMap(({ name, nodes }) => {
      const count = nodes.filter(isBuiltSql).length;
      return count > 0 ? [[name, count] as const] : [];
    });

    const known = Object.entries(builtSql).map(([name, [count]]) => [name, count]);
    expect(built.toSorted()).toEqual(known.toSorted());
  });

  it('knows what its values are: no any', () => {
    expect(
      filesWhere(({ nodes }) => nodes.some(({ type, kind }) => type === 'TsKeywordType' && kind === 'any')),
    ).toEqual([]);
  });

  it('exports by name, and only what is its own', () => {
    const defaults = ['ExportDefaultDeclaration', 'ExportDefaultExpression'];
    const exportsOthers = ({ type, source }: SyntaxNode) =>
      type === 'ExportAllDeclaration' || (type === 'ExportNamedDeclaration' && isNode(source));

    expect(filesWhere(({ nodes }) => nodes.some(({ type }) => defaults.includes(type)))).toEqual([]);
    expect(filesWhere(({ nodes }) => nodes.some(exportsOthers))).toEqual([]);
  });
});

function mayImport(place: string, imported: string): boolean {
  if (place === imported) return true;
  const isBelow = stepOf(imported) < stepOf(place);
  return isBelow && !strangers[place]?.includes(imported);
}

function stepOf(place: string): number {
  return order.findIndex((places) => places.includes(place));
}

function filesWhere(holds: (file: SourceFile) => boolean): string[] {
  return files
    .filter(holds)
    .map(({ name }) => name)
    .toSorted();
}

/** Each cycle once, from the file at which the search met it. */
function cycles(graph = new Map(files.map(({ name, imports }) => [name, imports]))): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) {
      found.push([...path.slice(path.indexOf(name)), name].join(' → '));
      return;
    }
    if (done.has(name)) return;
    for (const imported of graph.get(name) ?? []) visit(imported, [...path, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  return found;
}

function readSource(name: string): SourceFile {
  const text = readFileSync(join(folder, name), 'utf8');
  const nodes = [...nodesOf(parseSync(text, { syntax: 'typescript', decorators: true }))];
  return {
    name,
    place: placeOf(name),
    lines: text.split('\n').length - 1,
    nodes,
    imports: nodes
      .flatMap(importedBy)
      .filter((path) => path.startsWith('.') && path.endsWith('.ts'))
      .map((path) => relative(folder, join(folder, dirname(name), path))),
  };
}

function placeOf(name: string): string {
  return name.split('/')[0] ?? name;
}

/** The module that an import, a re-export, an `import()` or a type's `import('…')` names. */
function importedBy({ type, source, callee, arguments: given, argument }: SyntaxNode): string[] {
  if (isNode(source) && typeof source.value === 'string') return [source.value];
  if (type === 'TsImportType' && isNode(argument)) return [String(argument.value)];
  if (type !== 'CallExpression' || !isNode(callee) || callee.type !== 'Import' || !Array.isArray(given))
    return [];
  return given.map(({ expression }: { expression: SyntaxNode }) => String(expression.value));
}

function isEnvironment({ type, object, property }: SyntaxNode): boolean {
  const isOfProcess = type === 'MemberExpression' && isNode(object) && object.value === 'process';
  return isOfProcess && isNode(property) && property.value === 'env';
}

/** `sql.raw`, `sql.lit`, `sql.ref`, `sql.id` or `sql.table` of anything but a literal. */
function isBuiltSql({ type, callee, arguments: given }: SyntaxNode): boolean {
  if (type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return false;
  const { object, property } = callee;
  if (!isNode(object) || object.value !== 'sql' || !isNode(property)) return false;
  if (!['raw', 'lit', 'ref', 'id', 'table'].includes(String(property.value))) return false;
  const parts = (given as readonly { expression: SyntaxNode }[]).map(({ expression }) => expression);
  return parts.some((part) => !isLiteral(part));
}

function isLiteral({ type, consequent, alternate }: SyntaxNode): boolean {
  if (type === 'ConditionalExpression' && isNode(consequent) && isNode(alternate)) {
    return isLiteral(consequent) && isLiteral(alternate);
  }
  return type === 'StringLiteral';
}

function* nodesOf(value: unknown): Generator<SyntaxNode> {
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) yield value;
  for (const part of Object.values(value)) yield* nodesOf(part);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
