import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../scripts/fields/catalogue.js';
import { documented, readDefinitions, update } from '../../../scripts/fields/openapi.js';
import { needs } from '../../support/vitest/needs.js';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, '../shared/toast-openapi');
const present = existsSync(folder);

const catalogue = await readCatalogue(root);
/* Toast publishes no OpenAPI file that we have for these. */
const undocumented = ['device-details', 'kitchen', 'packaging'];

describe(
  "the field catalogue and Toast's definitions",
  needs("Toast's OpenAPI files", present),
  () => {
    it('cover the same APIs', () => {
      const without = [...catalogue.keys()].filter((api) => !existsSync(fileOf(api)));
      expect(without).toEqual(undocumented);
    });

    const documentedApis = [...catalogue].filter(([api]) => !undocumented.includes(api));

    it.each(documentedApis)(
      '%s: the catalogue equals the definitions: if not, run npm run fields:update',
      async (name, api) => {
        const facts = readDefinitions(await readFile(fileOf(name), 'utf8'), listed(api));
        const kept = Object.entries(api.definitions).map(([key, schema]) => [
          key,
          documented(schema),
        ]);
        expect(Object.fromEntries(kept)).toEqual(facts);
      },
    );

    it.each(documentedApis)('%s: an update changes nothing', async (name, api) => {
      const facts = readDefinitions(await readFile(fileOf(name), 'utf8'), listed(api));
      expect(update(api, facts)).toEqual(api);
    });

    it.each(documentedApis)(
      '%s: no definition lists a field marked undocumented',
      async (name, api) => {
        const facts = readDefinitions(await readFile(fileOf(name), 'utf8'), listed(api));
        const marked = Object.entries(api.definitions).flatMap(([definition, schema]) =>
          [schema, ...(schema.allOf ?? [])].flatMap(({ properties = {} }, i) =>
            Object.entries(properties)
              .filter(([, property]) => property.undocumented === true)
              .map(([field]) => ({ definition, i, field })),
          ),
        );
        for (const { definition, i, field } of marked) {
          const fact = facts[definition];
          const part = i === 0 ? fact : fact?.allOf?.[i - 1];
          expect(Object.keys(part?.properties ?? {}), definition).not.toContain(field);
        }
      },
    );
  },
);

function fileOf(api: string): string {
  return join(folder, `${api}.yaml`);
}

function listed({ definitions }: { definitions: object }): string[] {
  return Object.keys(definitions);
}
