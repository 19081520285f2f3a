/*
 * Sorts the commands in oclif.manifest.json, which `oclif manifest` writes in the order in which the system lists
 * their files: a build on another machine would change the file. Part of `npm run build`.
 */
import { readFile, writeFile } from 'node:fs/promises';

const path = 'oclif.manifest.json';
const { commands, ...others } = JSON.parse(await readFile(path, 'utf8'));
const names = Object.keys(commands).toSorted();
const sorted = Object.fromEntries(names.map((name) => [name, commands[name]]));
await writeFile(path, JSON.stringify({ commands: sorted, ...others }, null, 2));
