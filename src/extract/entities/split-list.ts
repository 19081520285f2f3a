import { MalformedPageError } from '../../errors.js';

const [quote, backslash, comma] = [...Buffer.from('"\\,')] as [number, number, number];
const [openList, closeList, openObject, closeObject] = [...Buffer.from('[]{}')] as [
  ...[number, number, number, number],
];

/**
 * Yields the bytes of each entity of a JSON list, also of entities that are not valid JSON themselves:
 * only strings and brackets are looked at. A list that is not closed within an object is taken to end
 * with it, and a comma that is missing between two entities to be there.
 * @throws MalformedPageError when it is not clear where an entity ends, so that none is lost unseen.
 */
export function* splitList(page: Buffer): Generator<Buffer> {
  const scan = new Scan(page);
  scan.skipSpace();
  if (page[scan.at++] !== openList) throw malformed();
  scan.skipSpace();
  if (page[scan.at] === closeList) scan.at += 1;
  else {
    for (let isLast = false; !isLast;) {
      const start = scan.at;
      const entity = scan.passEntity();
      isLast = entity.isLast;
      yield page.subarray(start, entity.end);
    }
  }
  scan.skipSpace();
  if (scan.at < page.length) throw malformed();
}

class Scan {
  at = 0;

  constructor(private readonly page: Buffer) {}

  skipSpace(): void {
    while (isSpace(this.page[this.at])) this.at += 1;
  }

  /* Passes an entity with the comma or bracket that ends it. */
  passEntity(): { end: number; isLast: boolean } {
    const { page } = this;
    const open: number[] = [];
    let isClosed = false;
    while (this.at < page.length) {
      const byte = page[this.at++];
      const end = this.at - 1;
      if (byte === quote) this.#passRestOfString();
      /* A quote is missing before it, so that what looks like a string may be anything. */
      else if (byte === backslash) throw malformed();
      else if (byte === openObject || byte === openList) {
        if (isClosed && open.length === 0) return { end: (this.at = end), isLast: false };
        open.push(byte);
      } else if (byte === closeObject) {
        closeWithin(open);
        isClosed = true;
      } else if (byte === closeList) {
        if (open.length === 0) return { end, isLast: true };
        if (open.pop() !== openList) throw malformed();
      } else if (byte === comma && open.length === 0) return { end, isLast: false };
    }
    throw malformed();
  }

  #passRestOfString(): void {
    const { page } = this;
    for (; this.at < page.length; this.at += 1) {
      const byte = page[this.at];
      if (byte === backslash) this.at += 1;
      else if (byte === quote) {
        this.at += 1;
        return;
      }
    }
    throw malformed();
  }
}

/* Closes the innermost object, with the lists in it; a bracket too many is left to the parser. */
function closeWithin(open: number[]): void {
  const object = open.lastIndexOf(openObject);
  if (object >= 0) open.length = object;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function malformed(): MalformedPageError {
  return new MalformedPageError('A page from Toast is not a valid JSON list.');
}
