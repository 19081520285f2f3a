declare module 'fernet' {
  /** Bytes; its text is hexadecimal. */
  interface WordArray {
    toString(): string;
  }
  interface Secret {
    readonly encryptionKey: WordArray;
  }
  interface Token {
    encode(text: string): string;
    decode(): string;
    /** Of a token that was decoded. */
    readonly iv: WordArray;
    /** Of a token that was decoded. */
    readonly cipherText: WordArray;
  }
  interface TokenOptions {
    secret: Secret;
    token?: string;
    ttl?: number;
    time?: Date;
    iv?: readonly number[];
  }
  const fernet: {
    Secret: new (key: string) => Secret;
    Token: new (options: TokenOptions) => Token;
    encryptMessage(text: string, encryptionKey: WordArray, iv: WordArray): WordArray;
  };
  export default fernet;
}
