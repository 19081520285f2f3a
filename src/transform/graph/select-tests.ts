import { UsageError } from '../../errors.js';
import { buildGraph } from './graph.js';
import type { DataTest, Project } from '../project/model.js';
import { selectModels, split, type Selection } from './select.js';

/**
 * The data tests of the selected models; a selector may also be the name of a test. Tests of
 * sources are chosen by name, or when nothing is selected.
 * @throws UsageError when a selector chooses neither a model nor a test.
 */
export function selectDataTests(project: Project, { select, exclude }: Selection): DataTest[] {
  const graph = buildGraph(project);
  const named = new Set(project.dataTests.map(({ name }) => name));
  const matches = (selectors: readonly string[]) => {
    const tests = new Set(selectors.filter((selector) => named.has(selector)));
    const others = selectors.filter((selector) => !named.has(selector));
    const models = new Set(
      others.length === 0 ? [] : selectModels(project.models, graph, { select: others }),
    );
    return ({ name, model }: DataTest) => {
      return tests.has(name) || (model !== undefined && models.has(model));
    };
  };
  const wanted = split(select);
  const chosen = wanted.length === 0 ? () => true : matches(wanted);
  const excluded = matches(split(exclude));
  const tests = project.dataTests.filter((test) => chosen(test) && !excluded(test));
  if (tests.length > 0) return tests;
  throw new UsageError('No data test is selected.', {
    suggestion: 'Data tests stand under data_tests: in the YAML beside the models.',
  });
}
