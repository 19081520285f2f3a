import { LOGIN_PATH } from '../endpoints/login.js';
import { type CheckedRule, decides } from './fault-set.js';

/** What a rule looks at of a call. */
export interface CallFacts {
  /** The path of its endpoint, with parameters in braces. */
  readonly endpoint: string;
  readonly restaurantGuid: string | undefined;
  readonly query: URLSearchParams;
}

/** How many calls a rule matched so far, and at how many of them its fault struck. */
export interface Tally {
  readonly calls: number;
  readonly fired: number;
}

/** A rule in use. */
export interface RuleState {
  readonly rule: CheckedRule;
  tally: Tally;
  /** Numbers in [0, 1), the same ones for the same seed. */
  readonly random: () => number;
}

/** Whether a rule is about such a call at all. Without an endpoint it is about all but the login. */
export function matches(rule: CheckedRule, call: CallFacts): boolean {
  const { endpoint, restaurant, query = {} } = rule;
  const rightEndpoint =
    endpoint === undefined ? call.endpoint !== LOGIN_PATH : covers(endpoint, call.endpoint);
  return (
    rightEndpoint &&
    (restaurant === undefined || restaurant === call.restaurantGuid) &&
    Object.entries(query).every(([name, value]) =>
      value === '*' ? call.query.has(name) : call.query.get(name) === value,
    )
  );
}

/** Whether an endpoint is the one that a rule names, or begins as it says before its final `*`. */
export function covers(pattern: string, endpoint: string): boolean {
  return pattern.endsWith('*') ? endpoint.startsWith(pattern.slice(0, -1)) : pattern === endpoint;
}

/**
 * Whether a rule fires at the latest of the calls that it matched: all its conditions must hold.
 * `lucky` tells whether the draw for `chance` came out.
 */
export function isDue(rule: CheckedRule, { calls, fired }: Tally, lucky: boolean): boolean {
  const { nth = calls, every = 1, from = 1, to = calls, times = Number.POSITIVE_INFINITY } = rule;
  return (
    calls === nth &&
    calls % every === 0 &&
    from <= calls &&
    calls <= to &&
    fired < times &&
    (rule.chance === undefined || lucky)
  );
}

/**
 * The rules whose faults strike a call, in their order, and counts it for all that match. A fault
 * that decides the answer ends the list: the rules after it have not fired.
 */
export function strike(states: readonly RuleState[], call: CallFacts): readonly RuleState[] {
  const struck: RuleState[] = [];
  let decided = false;
  for (const state of states.filter(({ rule }) => matches(rule, call))) {
    const { rule, random, tally } = state;
    const { chance } = rule;
    // Drawn at every call that matches, so that a draw follows from the number of the call alone.
    const lucky = chance !== undefined && random() < chance;
    const counted = { ...tally, calls: tally.calls + 1 };
    const fires = !decided && isDue(rule, counted, lucky);
    state.tally = fires ? { ...counted, fired: counted.fired + 1 } : counted;
    if (!fires) continue;
    struck.push(state);
    decided = decides(rule.fault);
  }
  return struck;
}
