import { compileModel } from '../../../../../src/transform/compile/compile.js';
import { projectOf } from '../../../../support/project-of.js';

export const firstBuild = { incremental: false, fullRefresh: false };
export const incremental = { incremental: true, fullRefresh: false };

/** Compiles a model of a project, and returns its SQL. */
export function compile(files: Record<string, string>, name: string, options = firstBuild): string {
  const project = projectOf(files);
  const model = project.models.get(name);
  if (model === undefined) throw new Error(`no model ${name}`);
  return compileModel(project, model, options).select.text;
}

/** Replaces each run of white space by one space. */
export function squash(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Returns what `work` throws. */
export function thrownBy(work: () => unknown): { message: string; suggestion?: string } {
  try {
    work();
  } catch (error) {
    return error as { message: string; suggestion?: string };
  }
  throw new Error('nothing was thrown');
}
