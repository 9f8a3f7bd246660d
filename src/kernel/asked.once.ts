/** Asks when the first wants to know, and tells the others the same. */
export function askedOnce<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let known: Promise<Value> | undefined;
  return () => {
    known ??= ask();
    return known;
  };
}
