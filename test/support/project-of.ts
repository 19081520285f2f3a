import { parseProject } from '../../src/transform/project/parse-project.js';
import type { Project } from '../../src/transform/project/model.js';

/** A project of files given by path; dbt_project.yml is a bare one unless given. */
export function projectOf(files: Record<string, string>): Project {
  const { 'dbt_project.yml': settings = 'name: shop\n', ...others } = files;
  const all = Object.entries(others).map(([file, text]) => ({ file, text }));
  return parseProject(
    {
      project: { file: 'dbt_project.yml', text: settings },
      models: all.filter(({ file }) => file.startsWith('models/')),
      macros: all.filter(({ file }) => file.startsWith('macros/')),
    },
    'toast',
  );
}
