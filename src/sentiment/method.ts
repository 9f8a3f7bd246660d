/** A way to judge texts of a language: a list of words, or a model put in its place. */
export interface SentimentMethod {
  /** Name and version, as each judgement states it. */
  name: string;
  /** From -1 to 1; 0 when the text says neither good nor bad, or as much of both. */
  scoreOf(text: string): number;
}
