/** The parts of a list that is separated by commas, without blanks: `a, b,` → `['a', 'b']`. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
