import { BaseSequencer, type TestSpecification } from 'vitest/node';

/* The folders whose files take longest come first, so that no core is idle at the end of a run. */
const folders = [
  'test/e2e',
  'test/scenarios',
  'test/integration',
  'packages/simulator',
  'test/unit',
];

/* Isolated files come last: a process that others share ends when the next file is not for it. */
const rank = ({ moduleId, project }: TestSpecification) =>
  project.config.isolate
    ? folders.length
    : folders.findIndex((folder) => moduleId.includes(`/${folder}/`));

/** Orders test files by folder, then as Vitest does: by how long they took, or by their size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
