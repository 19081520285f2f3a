/** Hides `secrets` wherever they appear in a text that came from outside. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '[hidden]'), text);
}
