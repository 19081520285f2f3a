/* Keeps a byte order mark: it is text like any other here. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

const strings = /"[^"\\]*(?:\\[^][^"\\]*)*"/g;

/* A pair of surrogates, one alone, or any other escape; or a character that has to be escaped. The
   control characters are what is looked for. */
const escapes =
  // oxlint-disable-next-line no-control-regex
  /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[dD][89a-fA-F][\da-fA-F]{2}|\\[^]|[\0-\x1f]/g;

const replacement = '\ufffd';

/**
 * Reads bytes as JSON text and repairs what loses nothing: bytes that are not UTF-8, half of a
 * surrogate pair and NUL, which stand for no character, become U+FFFD; other control characters in
 * strings are escaped. Returns any other text unchanged, valid or not.
 */
export function repairJson(bytes: Buffer): string {
  return utf8
    .decode(bytes)
    .replace(strings, (string) => string.replace(escapes, (found) => repaired(found)));
}

function repaired(found: string): string {
  if (found === '\0') return replacement;
  if (found < ' ') return JSON.stringify(found).slice(1, -1);
  const isLoneSurrogate = found.length === 6;
  return isLoneSurrogate ? replacement : found;
}

const literals = /"[^"\\]*(?:\\[^][^"\\]*)*"|[-+]?\b(?:nan|inf(?:inity)?)\b/gi;

/** Replaces NaN and infinity, which are not JSON, by null. */
export function withoutNonNumbers(text: string): string {
  return text.replace(literals, (found) => (found.startsWith('"') ? found : 'null'));
}

/**
 * Tells whether NaN or Infinity occurs in a page, perhaps within a text: the engine loads them as if
 * they were JSON. Looks only for the spellings that JSON writers have, because searching for those
 * costs next to nothing.
 */
export function mentionsNonNumbers(page: Buffer): boolean {
  return page.includes('NaN') || page.includes('Infi');
}
