import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Returns what orders test files: first those whose path contains one of `parts`, in their order, then all
 * others; among equals as Vitest does, by how long they took, or by their size. When what takes longest comes
 * first, no core is idle at the end of a run. Isolated files come last: a process that others share ends when
 * the next file is not for it.
 */
export function longestFirst(parts: readonly string[]): typeof BaseSequencer {
  const rank = ({ moduleId, project }: TestSpecification) => {
    if (project.config.isolate) return parts.length + 1;
    const found = parts.findIndex((part) => moduleId.includes(`/${part}`));
    return found === -1 ? parts.length : found;
  };
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const sorted = await super.sort(files);
      return sorted.sort((a, b) => rank(a) - rank(b));
    }
  };
}
