import type { Token, TokenStore } from '../toast/auth.js';

/**
 * A store of tokens that holds what another one had when `fill` was called, so that the database need not
 * stay open while Toast is asked. `issued` is a token that a login has given since.
 */
export class TokenCopy implements TokenStore {
  #token: Token | undefined;
  #issued: Token | undefined;

  get issued(): Token | undefined {
    return this.#issued;
  }

  async fill(store: TokenStore): Promise<void> {
    this.#token = await store.load();
  }

  async load(): Promise<Token | undefined> {
    return this.#token;
  }

  async save(token: Token): Promise<void> {
    this.#token = token;
    this.#issued = token;
  }
}
