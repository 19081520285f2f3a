import { describe, expect, it } from 'vitest';
import { checkedFaultSet, type FaultRule } from '../../src/faults/fault-set.js';
import { matches, firingRules, type CallFacts, type RuleState } from '../../src/faults/matcher.js';
import { LOGIN } from '../support/harness.js';
import { HARBOUR, MAIN_STREET } from '../support/small-world.js';

const BULK = '/orders/v2/ordersBulk';
const FAULT = { status: 500 } as const;

function states(rules: readonly FaultRule[], random = () => 0): RuleState[] {
  return checkedFaultSet({ rules }).rules.map((rule) => ({
    rule,
    tally: { calls: 0, fired: 0 },
    random,
  }));
}

function call(facts: Partial<Omit<CallFacts, 'query'>> & { query?: string } = {}): CallFacts {
  return {
    endpoint: BULK,
    restaurantGuid: MAIN_STREET,
    ...facts,
    query: new URLSearchParams(facts.query),
  };
}

/** At which of so many equal calls one rule fires. */
function firings(rule: Omit<FaultRule, 'fault'>, calls: number, random?: () => number): number[] {
  const [state] = states([{ ...rule, fault: FAULT }], random);
  const numbers = Array.from({ length: calls }, (_, k) => k + 1);
  return numbers.filter(() => firingRules([state as RuleState], call()).length === 1);
}

describe('A fault rule matches calls', () => {
  const about = (rule: Omit<FaultRule, 'fault'>, facts: CallFacts): boolean =>
    matches((states([{ ...rule, fault: FAULT }])[0] as RuleState).rule, facts);

  it.each<[string, string | undefined, string, boolean]>([
    ['the endpoint that it names', BULK, BULK, true],
    ['no other endpoint', BULK, '/orders/v2/orders/{guid}', false],
    ['no endpoint that only begins like it', '/labor/v1/jobs', '/labor/v1/jobs/{id}', false],
    ['every endpoint with its prefix before *', '/labor/*', '/labor/v1/jobs/{id}', true],
    ['no endpoint with another prefix', '/labor/*', BULK, false],
    ['every endpoint including the login, when it is *', '*', LOGIN, true],
    ['no login when it names no endpoint', undefined, LOGIN, false],
    ['every other endpoint when it names none', undefined, BULK, true],
    ['the login when it names it', LOGIN, LOGIN, true],
  ])('of %s', (_, endpoint, called, expected) => {
    expect(about({ ...(endpoint && { endpoint }) }, call({ endpoint: called }))).toBe(expected);
  });

  it('by restaurant, with its GUID in either case', () => {
    const rule = { restaurant: MAIN_STREET.toUpperCase() };
    expect(about(rule, call())).toBe(true);
    expect(about(rule, call({ restaurantGuid: HARBOUR }))).toBe(false);
    expect(about(rule, call({ restaurantGuid: undefined }))).toBe(false);
  });

  it('by query parameters, with a value or by their presence', () => {
    const second = { query: { page: '2', startDate: '*' } };
    expect(about(second, call({ query: 'page=2&startDate=x&pageSize=9' }))).toBe(true);
    expect(about(second, call({ query: 'page=22&startDate=x' }))).toBe(false);
    expect(about(second, call({ query: 'page=2' }))).toBe(false);
  });
});

describe('A fault rule fires among its matching calls', () => {
  it.each<[Omit<FaultRule, 'fault'>, number[]]>([
    [{}, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [{ nth: 3 }, [3]],
    [{ every: 4 }, [4, 8]],
    [{ from: 7 }, [7, 8, 9]],
    [{ to: 2 }, [1, 2]],
    [{ from: 3, to: 5 }, [3, 4, 5]],
    [{ times: 2 }, [1, 2]],
    [{ every: 2, from: 3, times: 2 }, [4, 6]],
  ])('with the conditions %j', (rule, expected) => {
    expect(firings(rule, 9)).toEqual(expected);
  });

  it('drawing for its chance at every call, whether it could fire or not', () => {
    const drawn = [0.5, 0.1, 0.3, 0.29, 0.9];
    const draws = () => [...drawn].reverse();
    const ready = draws();
    expect(firings({ chance: 0.3 }, 5, () => ready.pop() ?? 1)).toEqual([2, 4]);
    const late = draws();
    expect(firings({ chance: 0.3, from: 3 }, 5, () => late.pop() ?? 1)).toEqual([4]);
    expect(firings({ chance: 0 }, 5)).toEqual([]);
    expect(firings({ chance: 1 }, 5, () => 0.999)).toEqual([1, 2, 3, 4, 5]);
  });

  it('counting only the calls that it matches', () => {
    const [state] = states([{ restaurant: HARBOUR, nth: 2, fault: FAULT }]);
    const ask = (restaurantGuid: string) =>
      firingRules([state as RuleState], call({ restaurantGuid })).length;
    expect([HARBOUR, MAIN_STREET, MAIN_STREET, HARBOUR, HARBOUR].map(ask)).toEqual([0, 0, 0, 1, 0]);
    expect(state?.tally).toEqual({ calls: 3, fired: 1 });
  });
});

describe('Several fault rules', () => {
  const order = (rules: readonly FaultRule[], calls: number): number[][] => {
    const all = states(rules);
    return Array.from({ length: calls }, () =>
      firingRules(all, call()).map((state) => all.indexOf(state)),
    );
  };

  it('let the first that fires decide; the others count the call but do not fire', () => {
    const once = { times: 1, fault: { status: 401 } } as const;
    const twice = { times: 2, fault: { connection: 'reset' } } as const;
    expect(order([once, twice], 4)).toEqual([[0], [1], [1], []]);
    expect(
      order(
        [
          { nth: 1, fault: FAULT },
          { nth: 1, fault: FAULT },
        ],
        2,
      ),
    ).toEqual([[0], []]);
  });

  it('combine side effects with the first deciding fault', () => {
    const slow = { fault: { delayMs: 5 } };
    const broken = { nth: 2, fault: { page: 'empty' } } as const;
    expect(order([slow, broken, slow], 3)).toEqual([
      [0, 2],
      [0, 1],
      [0, 2],
    ]);
    expect(order([{ fault: { delayMs: 5, edit: 'first', status: 500 } }, slow], 1)).toEqual([[0]]);
  });
});
