import { describe } from 'vitest';
import { shared } from '../../support/vitest/when-done.js';
import { emptyCases } from './support/empty-cases.js';
import { findingCases } from './support/finding-cases.js';
import { productCases } from './support/product-cases.js';
import { reportedWorld } from './support/reported-world.js';
import { salesCases } from './support/sales-cases.js';
import { trustCases } from './support/trust-cases.js';

/* The world takes longer to make than all that is read from it. */
const world = shared(reportedWorld);

describe('the report of a complete day', () => {
  salesCases(world);
  productCases(world);
  findingCases(world);
  trustCases(world);
});

describe('the report where something is missing', () => {
  emptyCases(world);
});
