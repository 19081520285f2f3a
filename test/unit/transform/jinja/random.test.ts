import { expect, it } from 'vitest';
import { randomJinjaScenario } from '../../../scenarios/support/random-jinja.js';

it('a random template ends with text or a ModelError and changes nothing of JavaScript', () => {
  const { templates, rendered } = randomJinjaScenario(1, 250);
  expect(templates).toBe(250);
  expect(rendered).toBeGreaterThan(25);
});
