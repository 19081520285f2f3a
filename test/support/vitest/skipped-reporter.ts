import './needs.js';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

type Entity = TestModule | TestSuite | TestCase;

/**
 * Prints every test that was skipped at the end of a run, and why: what is not there, such as the
 * recorded responses, must not go unnoticed. A group that was skipped as a whole is one line.
 */
export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap(skippedIn);
    if (skipped.length === 0) return;
    const lines = skipped.map(({ entity, count }) => {
      const tests = count === 1 ? '1 test' : `${count} tests`;
      return `  ${nameOf(entity)} (${tests}): ${reasonOf(entity)}`;
    });
    process.stdout.write(`\n Skipped\n${lines.join('\n')}\n`);
  }
}

/* The outermost groups of which every test was skipped, or the tests. */
function skippedIn(entity: Entity): { entity: Entity; count: number }[] {
  if (entity.type === 'test') {
    return entity.result().state === 'skipped' ? [{ entity, count: 1 }] : [];
  }
  const all = [...entity.children.allTests()];
  const skipped = all.filter((test) => test.result().state === 'skipped');
  if (skipped.length === 0) return [];
  if (skipped.length === all.length && entity.type === 'suite') {
    return [{ entity, count: all.length }];
  }
  return [...entity.children].flatMap(skippedIn);
}

function nameOf(entity: Entity): string {
  if (entity.type === 'module') return entity.relativeModuleId;
  return `${entity.module.relativeModuleId} > ${entity.fullName}`;
}

/* The nearest reason: of the test itself, or of a group around it. */
function reasonOf(entity: Entity): string {
  if (entity.type === 'module') return 'no reason given';
  const result = entity.type === 'test' ? entity.result() : undefined;
  if (result?.state === 'skipped' && result.note !== undefined) return result.note;
  const { needs } = entity.meta();
  return needs === undefined ? reasonOf(entity.parent) : `needs ${needs}`;
}
