import { MalformedPageError } from '../../errors.js';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** Walks over JSON text without building values, so that unchanged parts keep every byte. */
export class JsonCursor {
  /** Offset in bytes. */
  at = 0;

  constructor(readonly text: Buffer) {}

  /** Skips white space, and returns the kind of value that begins there. */
  peek(): 'object' | 'list' | 'scalar' {
    this.#skipSpace();
    const byte = this.text[this.at];
    return byte === openBrace ? 'object' : byte === openBracket ? 'list' : 'scalar';
  }

  /** Calls `member` with the bounds of each name of the object here; it has to pass the value. */
  object(member: (start: number, end: number) => void): void {
    this.#members(closeBrace, () => {
      this.#skipSpace();
      const start = this.at;
      this.#passString();
      const end = this.at;
      this.#expect(colon);
      member(start, end);
    });
  }

  /** Calls `entry` for each entry of the list here; it has to pass the entry. */
  list(entry: () => void): void {
    this.#members(closeBracket, entry);
  }

  /** Passes the value here. */
  pass(): void {
    this.#skipSpace();
    const { text } = this;
    let depth = 0;
    do {
      const byte = text[this.at];
      if (byte === undefined) throw malformed();
      if (byte === quote) this.#passString();
      else if (depth === 0 && !opens(byte)) this.#passLiteral();
      else {
        if (opens(byte)) depth += 1;
        else if (closes(byte)) depth -= 1;
        this.at += 1;
      }
    } while (depth > 0);
  }

  #members(close: number, member: () => void): void {
    this.at += 1;
    this.#skipSpace();
    if (this.text[this.at] === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      member();
      this.#skipSpace();
      const byte = this.text[this.at++];
      if (byte === close) return;
      if (byte !== comma) throw malformed();
    }
  }

  #passString(): void {
    if (this.text[this.at] !== quote) throw malformed();
    const { text } = this;
    for (let at = this.at + 1; at < text.length; at += 1) {
      const byte = text[at];
      if (byte === backslash) at += 1;
      else if (byte === quote) {
        this.at = at + 1;
        return;
      }
    }
    throw malformed();
  }

  /* A number, true, false or null; the engine finds any other text. */
  #passLiteral(): void {
    const start = this.at;
    while (!endsLiteral(this.text[this.at])) this.at += 1;
    if (this.at === start) throw malformed();
  }

  #skipSpace(): void {
    while (isSpace(this.text[this.at])) this.at += 1;
  }

  #expect(byte: number): void {
    this.#skipSpace();
    if (this.text[this.at] !== byte) throw malformed();
    this.at += 1;
  }
}

function opens(byte: number): boolean {
  return byte === openBrace || byte === openBracket;
}

function closes(byte: number): boolean {
  return byte === closeBrace || byte === closeBracket;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function endsLiteral(byte: number | undefined): boolean {
  return byte === undefined || byte === comma || closes(byte) || isSpace(byte);
}

function malformed(): MalformedPageError {
  return new MalformedPageError('A page from Toast is not valid JSON.');
}
