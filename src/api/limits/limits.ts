// What a request may ask at most, judged on the document and its variables alone, before anything is read.

/** How large a document may be. 0: as large as one likes. */
export interface DocumentLimits {
  /** Words and signs of the text. */
  tokens: number;
  /** Fields inside each other. */
  depth: number;
  /** Fields inside each other below `__schema` and `__type`, `ofType` not counted. */
  introspectionDepth: number;
  aliases: number;
  directives: number;
  /** How often one place may ask for the same name. */
  duplicateFields: number;
}

/** How much one request may read at the worst. 0: as much as one likes. */
export interface ReadingLimits {
  nodes: number;
  cost: number;
}

/** What each caller may spend. 0 in either: as much as one likes. */
export interface BudgetLimits {
  capacity: number;
  perSecond: number;
}

export interface Limits {
  document: DocumentLimits;
  reading: ReadingLimits;
  budget: BudgetLimits;
  bodyBytes: number;
}

/** What holds when nothing is set. */
export const standardLimits: Limits = {
  document: {
    tokens: 2_000,
    depth: 15,
    introspectionDepth: 7,
    aliases: 100,
    directives: 50,
    duplicateFields: 50,
  },
  reading: { nodes: 20_000, cost: 25_000 },
  budget: { capacity: 10_000_000, perSecond: 200_000 },
  bodyBytes: 1_048_576,
};

/** How deep the values of variables may nest: attributes of a customer nest a hundred. */
export const deepestVariables = 128;
