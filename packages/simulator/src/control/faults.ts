import type { FaultRule, FaultSet } from '../faults/fault-set.js';
import type { Faults } from '../faults/faults.js';
import { type Call, ok } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import { refusingWrongOnes } from './refusing-wrong-ones.js';

/**
 * Creates the endpoints that show the faults (GET), replace them (POST), add one rule or a list of
 * rules (POST …/rules), and clear them (DELETE), without a token.
 */
export function faultsControlEndpoints(faults: Faults): readonly Endpoint[] {
  const path = '/__faults';
  const changing = (change: (body: unknown) => void) => async (call: Call) => {
    const body = await call.json();
    refusingWrongOnes(() => change(body));
    return ok(faults.report());
  };
  return [
    { method: 'GET', path, access: 'open', handle: () => ok(faults.report()) },
    {
      method: 'POST',
      path,
      access: 'open',
      handle: changing((body) => faults.set(body as FaultSet)),
    },
    {
      method: 'POST',
      path: `${path}/rules`,
      access: 'open',
      handle: changing((body) => faults.add([body].flat() as FaultRule[])),
    },
    {
      method: 'DELETE',
      path,
      access: 'open',
      handle: () => {
        faults.set({});
        return ok(faults.report());
      },
    },
  ];
}
