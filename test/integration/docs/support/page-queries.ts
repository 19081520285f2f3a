import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../../..');

/** A query on a page of the documentation, under the heading that precedes it. */
export interface PageQuery {
  readonly heading: string;
  readonly sql: string;
}

/** Reads the queries in the SQL blocks of the page `docs/<page>`. */
export async function pageQueries(page: string): Promise<PageQuery[]> {
  const text = await readFile(join(root, 'docs', page), 'utf8');
  let heading = '';
  return [...text.matchAll(/^#+ ([^\n]*)$|^```sql\n(.*?)^```/gms)].flatMap(([, title, block]) => {
    heading = title ?? heading;
    const queries = (block ?? '').split(';').filter((sql) => sql.trim() !== '');
    return queries.map((sql) => ({ heading, sql }));
  });
}
