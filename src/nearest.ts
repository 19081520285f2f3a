/**
 * Returns up to three candidates that are similar to `name`, the most similar first. A candidate is
 * similar if its edit distance is at most a third of the length of `name`. Case is ignored.
 */
export function nearest(name: string, candidates: Iterable<string>): string[] {
  const allowed = Math.max(2, Math.ceil(name.length / 3));
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, edits: edits(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Returns `Did you mean a, b?`, or `otherwise` if no candidate is similar. */
export function suggestNearest(
  name: string,
  candidates: Iterable<string>,
  otherwise: string,
): string {
  const names = nearest(name, candidates);
  return names.length === 0 ? otherwise : `Did you mean ${names.join(', ')}?`;
}

/* Computes the Levenshtein distance row by row. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
