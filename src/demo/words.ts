/** The words of a text: a list that stays readable, a name to a word. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
