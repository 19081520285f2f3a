import type { Reply } from '../http/call.js';
import type { PageFault } from './fault-set.js';

/* A control character is invalid in JSON, between tokens and within a string (RFC 8259). */
const INVALID_JSON = '\u0001';

const CORRUPTIONS: Readonly<Record<Exclude<PageFault, 'twice'>, (text: string) => string>> = {
  malformed: (text) => text.slice(0, Math.ceil(text.length / 2)),
  garbled: (text) => {
    const middle = Math.ceil(text.length / 2);
    return `${text.slice(0, middle)}${INVALID_JSON}${text.slice(middle)}`;
  },
  empty: () => '',
  object: (text) => `{"results":${text}}`,
};

/** Corrupts the body of a successful reply; any other reply is returned unchanged. */
export function corruptBody(reply: Reply, fault: Exclude<PageFault, 'twice'>): Reply {
  if (reply.status !== 200) return reply;
  const { status, headers = {}, body } = reply;
  return { status, headers, body: () => CORRUPTIONS[fault](body()) };
}
