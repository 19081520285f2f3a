/*
 * Stores the models that are in the package, parsed, in dist/projects: `loadProject` uses them as long as no
 * file has changed. Part of `npm run build`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import {
  loadProject,
  readProjectFiles,
  storedProjects,
} from '../dist/transform/project/load-project.js';
import { encodeProject, storedName } from '../dist/transform/project/stored-project.js';

const root = process.cwd();
const files = readProjectFiles(root);
const project = await loadProject(root);
await mkdir(storedProjects, { recursive: true });
const name = storedName(files, project.targetSchema);
await writeFile(new URL(name, storedProjects), encodeProject(project));
