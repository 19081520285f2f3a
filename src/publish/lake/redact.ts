import type { Secret } from '../../config/secret.js';

const hidden = '[hidden]';

/* As in connection strings of PostgreSQL, statements and URLs. */
const assignment =
  /\b(password|secret|session_token|key_id|token|passfile|motherduck_token)(\s*=\s*|\s+(?='))('(?:[^'\\]|\\.|'')*'|[^\s'"),;]+)/gi;
const credentialsOfUrl = /(\w+:\/\/[^:@/\s]*):[^@/\s]*@/g;

/** Replaces secrets in a text of the engine, also those that it quotes from a connection string or SQL. */
export function redact(text: string, secrets: readonly (Secret | undefined)[]): string {
  let redacted = text;
  for (const secret of secrets) {
    const value = secret?.reveal() ?? '';
    if (value !== '') redacted = redacted.replaceAll(value, hidden);
  }
  return redacted
    .replace(assignment, (_, name: string, between: string) => `${name}${between}${hidden}`)
    .replace(credentialsOfUrl, `$1:${hidden}@`);
}

/** Returns the text of the engine's own error, of which others were made. */
export function engineText(error: unknown): string {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  return root instanceof Error ? root.message : String(root);
}
