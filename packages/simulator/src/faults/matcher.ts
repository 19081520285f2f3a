import { LOGIN_PATH } from '../endpoints/login.js';
import { type CheckedRule, decides } from './fault-set.js';

/** The properties of a call that rules match. */
export interface CallFacts {
  /** The path of its endpoint, with parameters in braces. */
  readonly endpoint: string;
  readonly restaurantGuid: string | undefined;
  readonly query: URLSearchParams;
}

/**
 * The number of calls that a rule matched so far, and at how many of them its fault was applied.
 */
export interface Tally {
  readonly calls: number;
  readonly fired: number;
}

/** A rule with its state. */
export interface RuleState {
  readonly rule: CheckedRule;
  tally: Tally;
  /** Draws numbers in [0, 1), the same ones for the same seed. */
  readonly random: () => number;
}

/** Tells whether a rule matches a call. Without an endpoint it matches everything but the login. */
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

/** Tells whether a rule's endpoint matches a path: equal, or a prefix before a final `*`. */
export function covers(pattern: string, endpoint: string): boolean {
  return pattern.endsWith('*') ? endpoint.startsWith(pattern.slice(0, -1)) : pattern === endpoint;
}

/**
 * Tells whether a rule fires at the last call that it matched: all its conditions must hold.
 * @param lucky Whether the draw for `chance` succeeded.
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
 * Counts a call for every rule that matches it, and returns the rules that fire, in their order. A
 * fault that decides the answer ends the list: later rules do not fire.
 */
export function firingRules(states: readonly RuleState[], call: CallFacts): readonly RuleState[] {
  const firing: RuleState[] = [];
  let decided = false;
  for (const state of states.filter(({ rule }) => matches(rule, call))) {
    const { rule, random, tally } = state;
    const { chance } = rule;
    // Drawn at every matching call, so that a draw depends only on the number of the call.
    const lucky = chance !== undefined && random() < chance;
    const counted = { ...tally, calls: tally.calls + 1 };
    const fires = !decided && isDue(rule, counted, lucky);
    state.tally = fires ? { ...counted, fired: counted.fired + 1 } : counted;
    if (!fires) continue;
    firing.push(state);
    decided = decides(rule.fault);
  }
  return firing;
}
