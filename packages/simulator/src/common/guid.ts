import { createHash } from 'node:crypto';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Tells whether the text has the form of a GUID, in either case. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** Derives a GUID (version 4 in form) from a seed and a label: always the same for the same two. */
export function seededGuid(seed: number, label: string): string {
  const hex = createHash('sha256').update(`${seed}:${label}`).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
