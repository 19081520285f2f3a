import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayImport, rooms, simulatorRooms } from '../../scripts/rooms.js';

const root = join(import.meta.dirname, '../..');
const roots = [
  ['src', rooms],
  ['packages/simulator/src', simulatorRooms],
] as const;
const sources = roots.flatMap(([folder]) => filesBelow(folder));
const imports = new Map(sources.map((file) => [file, importsOf(file)]));

describe('imports', () => {
  it('form no circle, imports of types included', () => {
    expect(sources.map(circleFrom).filter((circle) => circle.length > 0)).toEqual([]);
  });

  it.each(roots)('in %s go only to the rooms that scripts/rooms.ts allows', (folder, table) => {
    const roomOf = (file: string) => relative(folder, dirname(file)) || '.';
    const files = sources.filter((file) => file.startsWith(`${folder}/`));
    expect(files.map(roomOf).filter((room) => !(room in table))).toEqual([]);
    const closed = files.flatMap((file) =>
      importsOf(file)
        .filter((imported) => !mayImport(table, roomOf(file), roomOf(imported)))
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(closed).toEqual([]);
  });

  it('are found in the sources', () => {
    const edges = [...imports.values()].flat();
    expect(edges.length).toBeGreaterThan(500);
    expect(edges.filter((file) => !imports.has(file))).toEqual([]);
  });
});

describe('a folder', () => {
  it('has at most 15 files beside each other', () => {
    const counts = new Map<string, number>();
    for (const file of sources) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect(counts.size).toBeGreaterThan(20);
    expect([...counts].filter(([folder, n]) => n > 15 && folder !== 'src/commands')).toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const specifiers = text.matchAll(/(?:from|import|import\()\s*'(\.{1,2}\/[^']+)\.js'/g);
  return [...specifiers].map(([, path]) => {
    const source = join(dirname(file), `${path}.ts`);
    return existsSync(join(root, source)) ? source : `${source}x`;
  });
}

/* The shortest path from a file back to itself; empty when there is none. */
function circleFrom(start: string): string[] {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const file of queue) {
    for (const next of imports.get(file) ?? []) {
      if (next === start) return pathTo(file, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      queue.push(next);
    }
  }
  return [];
}

function pathTo(file: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const earlier = cameFrom.get(file);
  return earlier === undefined ? [file] : [...pathTo(earlier, cameFrom), file];
}
