declare module 'fernet' {
  class Secret {
    constructor(key: string);
  }
  class Token {
    constructor(options: { secret: Secret; token?: string; ttl?: number });
    encode(text: string): string;
    decode(): string;
  }
  const fernet: { Secret: typeof Secret; Token: typeof Token };
  export default fernet;
}
