import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, type FormatOptions } from 'oxfmt';

/**
 * Formats the text of a generated file in the style of the project in the folder `root`. The ending of
 * `path` tells its language.
 *
 * @throws {Error} If the text cannot be parsed.
 */
export async function formatText(root: string, path: string, text: string): Promise<string> {
  const style = JSON.parse(await readFile(join(root, '.oxfmtrc.json'), 'utf8')) as FormatOptions;
  const { code, errors } = await format(path, text, style);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} cannot be formatted: ${error.message}`);
  return code;
}
