import { readdir, readFile } from 'node:fs/promises';
import { join, normalize, relative } from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '../src');

/** Reads which files of the package each of its files imports, types included. */
async function importGraph(): Promise<ReadonlyMap<string, readonly string[]>> {
  const entries = await readdir(SOURCE, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.name.endsWith('.ts'));
  const edges = files.map(async ({ parentPath, name }) => {
    const text = await readFile(join(parentPath, name), 'utf8');
    const imported = [...text.matchAll(/from '(\.[^']+)\.js'/g)].map(([, path]) =>
      relative(SOURCE, normalize(join(parentPath, `${path}.ts`))),
    );
    return [relative(SOURCE, join(parentPath, name)), imported] as const;
  });
  return new Map(await Promise.all(edges));
}

/** Finds a path through the graph that leads back to its start. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}

it("the simulator's source has no import circles, not even of types", async () => {
  const graph = await importGraph();
  expect(graph.size).toBeGreaterThan(50);
  expect(findCircle(graph)).toBeUndefined();
  expect(findCircle(new Map([...graph, ['common/clock.ts', ['main.ts']]]))).toBeDefined();
});
