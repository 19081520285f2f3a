import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph, createGraph, reach } from '../../../../src/transform/graph/graph.js';
import { projectOf } from '../../../support/project-of.js';

/** Generates models m0, m1, … in any order, each reading some with smaller numbers. */
const acyclic = fc.array(fc.array(fc.nat()), { maxLength: 12 }).chain((reads) => {
  const models = reads.map((picks, i) => ({
    name: `m${i}`,
    refs: i === 0 ? [] : [...new Set(picks.map((pick) => `m${pick % i}`))],
  }));
  return fc.shuffledSubarray(models, { minLength: models.length });
});

describe('the graph of models', () => {
  it('orders every model after those that it reads', () => {
    fc.assert(
      fc.property(acyclic, (models) => {
        const { order } = createGraph(models);
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
        expect(createGraph(models).order).toEqual(createGraph([...models].reverse()).order);
      }),
    );
  });

  it('reaches a model from each of its ancestors', () => {
    fc.assert(
      fc.property(acyclic, (models) => {
        const { parents, children, order } = createGraph(models);
        for (const a of order) {
          for (const b of reach(parents, a)) expect(reach(children, b)).toContain(a);
        }
      }),
    );
  });

  it('names all models of a cycle in the error', () => {
    const models = [
      { name: 'a', refs: ['c'] },
      { name: 'b', refs: ['a'] },
      { name: 'c', refs: ['b', 'x'] },
      { name: 'd', refs: ['a'] },
      { name: 'x', refs: [] },
    ];
    expect(() => createGraph(models)).toThrow('models read each other in a circle: a → b → c → a');
  });

  it('names the file of a model that refers to one that does not exist, and the nearest name', () => {
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
