import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf, reach } from '../../../../src/transform/graph/graph.js';
import { buildGraph } from '../../../../src/transform/graph/graph.js';
import { projectOf } from '../../../support/project-of.js';

/** Models m0, m1, … each reading some of those before it, given in any order. */
const acyclic = fc.array(fc.array(fc.nat()), { maxLength: 12 }).chain((reads) => {
  const models = reads.map((picks, i) => ({
    name: `m${i}`,
    refs: i === 0 ? [] : [...new Set(picks.map((pick) => `m${pick % i}`))],
  }));
  return fc.shuffledSubarray(models, { minLength: models.length });
});

describe('graph', () => {
  it('puts every model after those that it reads', () => {
    fc.assert(
      fc.property(acyclic, (models) => {
        const { order } = graphOf(models);
        expect([...order].sort()).toEqual(models.map(({ name }) => name).sort());
        for (const { name, refs } of models) {
          for (const ref of refs) expect(order.indexOf(ref)).toBeLessThan(order.indexOf(name));
        }
      }),
    );
  });

  it('does not depend on the order in which models are given', () => {
    fc.assert(
      fc.property(acyclic, (models) => {
        expect(graphOf(models).order).toEqual(graphOf([...models].reverse()).order);
      }),
    );
  });

  it('reaches in one direction what reaches back in the other', () => {
    fc.assert(
      fc.property(acyclic, (models) => {
        const { parents, children, order } = graphOf(models);
        for (const a of order) {
          for (const b of reach(parents, a)) expect(reach(children, b)).toContain(a);
        }
      }),
    );
  });

  it('prints a circle whole', () => {
    const models = [
      { name: 'a', refs: ['c'] },
      { name: 'b', refs: ['a'] },
      { name: 'c', refs: ['b', 'x'] },
      { name: 'd', refs: ['a'] },
      { name: 'x', refs: [] },
    ];
    expect(() => graphOf(models)).toThrow('models read each other in a circle: a → b → c → a');
  });

  it('names the file of a model whose reference leads nowhere, and what was meant', () => {
    const project = projectOf({
      'models/orders.sql': 'select 1',
      'models/marts/daily.sql': "select * from {{ ref('order') }}",
    });
    expect(() => buildGraph(project)).toThrow(
      expect.objectContaining({
        message: 'models/marts/daily.sql: there is no model order',
        suggestion: 'Did you mean orders?',
      }),
    );
  });
});
