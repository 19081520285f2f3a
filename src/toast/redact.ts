const hidden = '[hidden]';

/**
 * Hides what must not be shown in a text that came from outside: `secrets`, also where they were
 * encoded on the way, and contacts of guests, which an API may quote when it fails on an order.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap(encodings).sort((a, b) => b.length - a.length);
  return forms
    .reduce((rest, form) => rest.replaceAll(form, hidden), text)
    .replaceAll(email, hidden)
    .replaceAll(phone, hidden);
}

/* Not to be found in GUIDs, dates and numbers of other lengths. Each part has an end, or a long text
   would take a time that grows with the square of its length. */
const email = /[^\s"'<>(),;:|@]{1,64}@[\p{L}\d-]{1,63}(\.[\p{L}\d-]{1,63})+/gu;
const phone = /(?<![\w.:-])(\+\d{1,3}[ .-]?)?(\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}(?![\w:-])/g;

/* As JSON, in a URL, in a form, in base64, and as they are. */
function encodings(secret: string): string[] {
  const form = String(new URLSearchParams({ '': secret })).slice(1);
  const url = encodeURIComponent(secret);
  return [secret, JSON.stringify(secret).slice(1, -1), url, form, ...base64s(secret)];
}

/*
 * Within a longer text that was encoded, a secret begins at one of three places in a group of
 * bytes; the characters that its neighbours share are left out. What is too short tells nothing.
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
