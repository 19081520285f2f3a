import { catalogue } from '../../src/resources/catalogue.js';
import { diagram } from './diagram.js';
import type { Area, Column, Table } from './schema.js';
import { typeName } from './type-name.js';

const introduction = `# Tables

Written by \`npm run docs:schema\` from the models, their YAML and the columns they build; do not edit.

- Instants are \`TIMESTAMPTZ\`, business dates \`DATE\`, money is \`DECIMAL(18,4)\` in the restaurant's currency.
- "From" is the field of Toast's payload, with \`[]\` for the elements of a list and \`*\` for the values of a map. Columns without it are the toolkit's own or computed. The payloads are in schema \`raw_toast\`.
- \`restaurant_id\` is in every key. Join on it too: locations of a group share GUIDs.
- \`_deleted\` marks what was deleted or is no longer listed: most questions ask for \`not _deleted\`.
- In the diagrams, a dashed line leads to a row that may be missing, because Toast no longer lists it.`;

/** Renders the page docs/schema.md. */
export function renderSchema(areas: readonly Area[]): string {
  const contents = areas.map(
    ({ title, tables }) =>
      `- [${title}](#${anchor(title)}): ${tables.map((table) => link(table.label)).join(', ')}`,
  );
  const labels = new Map(
    areas.flatMap(({ tables }) => tables).map(({ name, label }) => [name, label]),
  );
  const sections = areas.map((area) => renderArea(area, labels));
  return `${[introduction, contents.join('\n'), ...sections].join('\n\n')}\n`;
}

type Labels = ReadonlyMap<string, string>;

function renderArea(area: Area, labels: Labels): string {
  const tables = area.tables.map((table) => renderTable(table, labels));
  const parts = [`## ${area.title}`, diagram(area), ...tables];
  return parts.filter((part) => part !== undefined).join('\n\n');
}

function renderTable(table: Table, labels: Labels): string {
  const { label, description, resources, columns } = table;
  const mart = !label.startsWith('toast.');
  const from = resources.map(describeResource).join(' and ');
  const header = mart
    ? ['| column | type | key | description |', '| --- | --- | --- | --- |']
    : ['| column | type | key | from | description |', '| --- | --- | --- | --- | --- |'];
  const rows = columns.map((column) => {
    const cells = [
      `\`${column.name}\``,
      `\`${typeName(column.type)}\``,
      keys(column, table, labels),
      ...(mart ? [] : [origins(column, resources.length > 1)]),
      cell(column.description),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const source = mart || from === '' ? [] : [`From ${from}.`];
  return [`### ${label}`, description, ...source, [...header, ...rows].join('\n')].join('\n\n');
}

function describeResource(name: string): string {
  const resource = catalogue.find((entry) => entry.name === name);
  const path =
    resource !== undefined && 'path' in resource
      ? `\`${resource.path('{restaurantGuid}')}\``
      : `the ${resource?.api} API`;
  return `\`raw_toast.${name}\` (${path})`;
}

function keys({ name }: Column, { key, parents }: Table, labels: Labels): string {
  const parent = parents.find(({ column }) => column === name);
  const label = labels.get(parent?.table ?? '');
  return [
    ...(key.includes(name) ? ['key'] : []),
    ...(label === undefined ? [] : [`→ ${link(label)}`]),
  ].join(', ');
}

function origins({ origins: found }: Column, several: boolean): string {
  return found
    .map((origin) => origin.split(':'))
    .map(([resource = '', path = '']) => (several ? `${resource}: \`${path}\`` : `\`${path}\``))
    .join(', ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}

function link(label: string): string {
  return `[${label.replace(/^toast\./, '')}](#${anchor(label)})`;
}

/* Gives the anchor that GitHub generates for a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
