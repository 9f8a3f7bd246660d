import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { Operation } from './fields.ts';
import { type Place, pathOf, type Run } from './run.ts';

/** Where a field stands in an operation. */
export interface Site {
  operation: Operation;
  definition: GraphQLField<unknown, unknown>;
  parentType: GraphQLObjectType;
  nodes: readonly FieldNode[];
  keys: readonly string[];
}

/** What a resolver may ask about its field. It is made for each call, and therefore answers only when asked. */
export class ResolveInfo implements GraphQLResolveInfo {
  // Not private names: those take several times as long to set, and this is made for every field.
  private readonly site: Site;
  private readonly run: Run;
  private readonly place: Place | null;

  constructor(site: Site, run: Run, place: Place | null) {
    this.site = site;
    this.run = run;
    this.place = place;
  }

  get fieldName() {
    return this.site.definition.name;
  }

  get fieldNodes() {
    return this.site.nodes;
  }

  get returnType() {
    return this.site.definition.type;
  }

  get parentType() {
    return this.site.parentType;
  }

  get schema() {
    return this.site.operation.schema;
  }

  get fragments() {
    return this.site.operation.fragments;
  }

  get operation() {
    return this.site.operation.definition;
  }

  get rootValue() {
    return undefined;
  }

  get variableValues() {
    return { ...this.run.variables };
  }

  get path() {
    const keys = pathOf(this.place, this.site.keys);
    return keys.reduce<GraphQLResolveInfo['path'] | undefined>(
      (prev, key) => ({ prev, key, typename: undefined }),
      undefined,
    ) as GraphQLResolveInfo['path'];
  }
}
