import { Pages } from '../../../../src/extract/fetch/fetched-pages.js';
import type { Spool } from '../../../../src/extract/fetch/spool.js';
import type { RestaurantResource } from '../../../../src/resources/resource.js';
import { scriptedClient } from '../../../support/scripted-client.js';

/** Pages over answers made by a script, and what of them was kept, parsed, in order. */
export function keptPages(
  resource: RestaurantResource,
  answer: Parameters<typeof scriptedClient>[0],
) {
  const { client, requests } = scriptedClient(answer);
  const kept = new Map<string, unknown>();
  const spool = {
    write: async (page: Buffer) => {
      const file = `${kept.size + requests.length * 100}`;
      kept.set(file, JSON.parse(page.toString()));
      return file;
    },
    discard: async (files: readonly string[]) => files.forEach((file) => kept.delete(file)),
  } as unknown as Spool;
  const pages = new Pages('r', resource, {
    client,
    spool,
    signal: new AbortController().signal,
    onPage: () => undefined,
  });
  return { pages, requests, kept: () => [...kept.values()] };
}
