/** Says a snake_case name in words: `time_entries` is 'Time entries'. */
export function inWords(name: string): string {
  return capitalized(name.replaceAll('_', ' '));
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Joins words as a sentence does: 'a, b and c'. */
export function listed(texts: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(texts);
}

/** Adds up how many there are of all kinds, in all restaurants. */
export function countOf(totals: readonly { readonly count: number }[]): number {
  return totals.reduce((sum, { count }) => sum + count, 0);
}
