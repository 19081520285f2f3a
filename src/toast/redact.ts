const hidden = '[hidden]';

/**
 * Replaces secrets, passwords in URLs and guest contacts in a text from outside with a placeholder.
 * Finds `secrets` in their common encodings too. A secret that is one short word is hidden where it is a
 * value, as in `secret=word` and `"word"`, and not in prose, which would lose its sense. An API may quote guest contacts when it fails to
 * process an order, a library the address of a proxy.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap(encodings).sort((a, b) => b.length - a.length);
  return forms
    .reduce((rest, form) => rest.replaceAll(isWord(form) ? asValue(form) : form, hidden), text)
    .replaceAll(urlCredentials, `$1${hidden}@`)
    .replaceAll(email, hidden)
    .replaceAll(phone, hidden);
}

/**
 * Replaces secrets in the texts of an error and of its causes with a placeholder. A library can quote
 * the header or the URL that it fails to send. Returns the same error, so that its type is kept.
 */
export function redactError(error: unknown, secrets: readonly string[]): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? redact(error, secrets) : error;
  for (const name of Object.getOwnPropertyNames(error)) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value !== 'string' && name !== 'cause') continue;
    const redacted = redactError(value, secrets);
    if (redacted !== value) Reflect.set(error, name, redacted);
  }
  return error;
}

/* These do not match GUIDs, dates, or numbers of other lengths. The length of each part is limited,
   because the time for a long text would otherwise grow with the square of its length. */
const urlCredentials = /(:\/\/)[^\s/@]{1,256}@/g;
const email = /[^\s"'<>(),;:|@]{1,64}@[\p{L}\d-]{1,63}(\.[\p{L}\d-]{1,63})+/gu;
const phone = /(?<![\w.:-])(\+\d{1,3}[ .-]?)?(\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}(?![\w:-])/g;

function isWord(secret: string): boolean {
  return /^[a-z]{1,11}$/i.test(secret);
}

/* Matches a word next to what separates values in code, JSON, URLs and forms. */
function asValue(word: string): RegExp {
  return new RegExp(`(?<=["'\`=:&@\\\\%+])${word}(?!\\w)|(?<!\\w)${word}(?=["'\`=&@\\\\%+])`, 'g');
}

/* Returns the secret as is and as it appears in JSON, in a URL, in a form and in base64. */
function encodings(secret: string): string[] {
  const form = String(new URLSearchParams({ '': secret })).slice(1);
  const url = encodeURIComponent(secret);
  return [secret, JSON.stringify(secret).slice(1, -1), url, form, ...base64s(secret)];
}

/*
 * Returns the base64 forms of a secret inside a longer text, one for each of the three positions in
 * a group of bytes at which it can start. Characters that encode a part of the neighbouring text are
 * left out. Forms of fewer than 8 characters are too common to replace.
 */
function base64s(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2]
    .map((shift) => {
      const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
      const [start, end] = [Math.ceil((shift * 4) / 3), ((shift + bytes.length) * 4) / 3];
      return encoded.slice(start, Math.floor(end));
    })
    .filter((encoded) => encoded.length >= 8)
    .flatMap((encoded) => [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')]);
}
