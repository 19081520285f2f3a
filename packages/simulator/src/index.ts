/* The library: what `toast demo`, the tests and the benchmarks start and control. */
export {
  ALL_SCOPES,
  DEMO_CLIENT_ID,
  DEMO_CLIENT_SECRET,
  startSimulator,
  type SimulatorOptions,
} from './start-simulator.js';
export {
  defaultBusinessDates,
  parseInstant,
  simulatorDefaults,
  type BusinessDates,
} from './simulator-defaults.js';
export type { Simulator } from './server/serve.js';
export type { Truth, World } from './world/contract/world.js';
export type { Fault, FaultRule, FaultSet } from './faults/fault-set.js';
export type { FaultReport } from './faults/faults.js';
export { readFaults } from './faults/fault-set.js';

/* Parts that the tests of a client compare its behavior with. */
export { Refusal } from './http/error-message.js';
export { RateLimiter } from './http/access/rate-limiter.js';
export type { Claims } from './http/access/tokens.js';
export { Rng, wordsOf } from './world/values/random.js';
