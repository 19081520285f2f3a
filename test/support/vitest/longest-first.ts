import { BaseSequencer, type TestSpecification } from 'vitest/node';

/* The projects whose files take longest come first, so that no core is idle at the end of a run. */
const projects = ['e2e', 'scenarios', 'integration', 'simulator', 'unit-mocked-network', 'unit'];

const rank = ({ project }: TestSpecification) => projects.indexOf(project.name);

/** Orders test files by project, then as Vitest does: by how long they took, or by their size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
