/** Names of the secrets that are in a text or in bytes, as they are or in a usual encoding. */
export function sightings(content: Buffer | string, secrets: Record<string, string>): string[] {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
  return Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(encodings(secret))
      .filter(([, form]) => bytes.includes(form))
      .map(([encoding]) => `${name} as ${encoding}`),
  );
}

function encodings(secret: string): Record<string, string | Buffer> {
  const bytes = Buffer.from(secret);
  const base64 = (text: string) =>
    [0, 1, 2].map((shift) => {
      /* Of a longer text, only the characters are certain that come of the secret alone. */
      const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64');
      return encoded.slice(shift === 0 ? 0 : 4, Math.floor((shift + bytes.length) / 3) * 4);
    });
  const [first = '', second = '', third = ''] = base64(secret);
  const decoded = Buffer.from(secret, 'base64url');
  return {
    itself: bytes,
    json: JSON.stringify(secret).slice(1, -1),
    url: encodeURIComponent(secret),
    form: String(new URLSearchParams({ '': secret })).slice(1),
    hex: bytes.toString('hex'),
    base64: first,
    'base64, a byte later': second,
    'base64, two bytes later': third,
    base64url: first.replaceAll('+', '-').replaceAll('/', '_'),
    /* A key is base64 itself. */
    ...(decoded.length === 32 ? { 'raw bytes': decoded, unpadded: secret.slice(0, 43) } : {}),
  };
}
