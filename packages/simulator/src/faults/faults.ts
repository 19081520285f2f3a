import type { Sleep, WorldClock } from '../common/clock.js';
import type { PageRepeats } from '../endpoints/page-repeats.js';
import type { TokenIssuer } from '../http/access/tokens.js';
import type { Reply, UnroutedCall } from '../http/call.js';
import type { ConnectionFault } from '../http/delivery.js';
import { locationGuid } from '../http/location.js';
import type { World } from '../world/contract/world.js';
import { Rng, wordsOf } from '../world/values/random.js';
import { corruptBody } from './corrupt-body.js';
import { editInWindow } from './edit-in-window.js';
import { checkedFaultSet, type CheckedRule, type FaultRule, type FaultSet } from './fault-set.js';
import type { Gate } from './gate.js';
import { covers, firingRules, type RuleState, type Tally } from './matcher.js';
import { statusReply } from './status-reply.js';

export interface FaultParts {
  readonly world: World;
  /** Paths of the endpoints that faults can apply to. */
  readonly endpoints: readonly string[];
  readonly clock: WorldClock;
  readonly tokens: TokenIssuer;
  readonly repeats: PageRepeats;
  readonly gate: Gate;
  readonly seed: number;
  readonly sleep: Sleep;
  /** Aborts when the server closes. */
  readonly closing: AbortSignal;
  /** Orders per page at most; Toast's 100 when absent. */
  readonly ordersPerPage?: number | undefined;
}

/** Describes how a fault changes the answer to a call. */
export interface FaultHit {
  /** Sent instead of the endpoint's answer; the call goes no further. */
  readonly reply?: Reply;
  /** Corrupts the endpoint's answer. */
  readonly corrupt?: (reply: Reply) => Reply;
  readonly connection?: ConnectionFault;
}

/** The faults in force, with the number of calls that each rule has matched and fired at. */
export type FaultReport = Omit<FaultSet, 'rules'> & {
  readonly rules: readonly (CheckedRule & Tally)[];
};

const STREAM = 0xfa;

/** Applies fault rules, which can be replaced while the server runs. */
export class Faults {
  readonly #parts: FaultParts;
  #states: RuleState[] = [];
  #others: Omit<FaultSet, 'rules'> = {};

  constructor(parts: FaultParts) {
    this.#parts = parts;
  }

  /**
   * Replaces all faults.
   * @throws RangeError that names each rule and key that is wrong, or that the clock cannot show
   * the time with `clockOffset`; then the faults stay as they were.
   */
  set(faults: FaultSet): void {
    const { rules, clockOffset, token } = checkedFaultSet(faults);
    this.#check(rules);
    const { clock, tokens, repeats } = this.#parts;
    clock.skew(clockOffset ?? 0);
    tokens.limitLife(token ?? {});
    repeats.clear();
    this.#others = {
      ...(clockOffset === undefined ? {} : { clockOffset: faults.clockOffset }),
      ...(token === undefined ? {} : { token }),
    };
    this.#states = [];
    this.#append(rules);
  }

  /**
   * Appends rules.
   * @throws RangeError like `set`.
   */
  add(rules: readonly FaultRule[]): void {
    const checked = checkedFaultSet({ rules }).rules;
    this.#check(checked);
    this.#append(checked);
  }

  report(): FaultReport {
    return {
      ...this.#others,
      rules: this.#states.map(({ rule, tally }) => ({ ...rule, ...tally })),
    };
  }

  /** Applies the rules to a call of an endpoint; undefined when none decides its answer. */
  async apply(
    call: UnroutedCall,
    endpoint: string,
    requestId: string,
  ): Promise<FaultHit | undefined> {
    if (this.#states.length === 0 || !this.#parts.endpoints.includes(endpoint)) return undefined;
    const facts = { endpoint, restaurantGuid: locationGuid(call), query: call.query };
    let decided: FaultHit | undefined;
    for (const state of firingRules(this.#states, facts)) {
      decided = await this.#hit(state, call, requestId);
    }
    return decided;
  }

  async #hit(
    { rule: { fault }, random }: RuleState,
    call: UnroutedCall,
    requestId: string,
  ): Promise<FaultHit | undefined> {
    const { world, tokens, repeats, gate, sleep, closing, ordersPerPage } = this.#parts;
    const { status, connection, page } = fault;
    if (fault.token !== undefined) tokens.expireAll();
    if (fault.edit !== undefined) editInWindow(world, call, fault.edit, random, ordersPerPage);
    if (fault.delayMs !== undefined) await sleep(fault.delayMs, closing);
    if (status !== undefined)
      return { reply: statusReply({ ...fault, status }, requestId, call.now) };
    if (connection === 'refused') gate.shut(fault.seconds);
    if (connection !== undefined) return { connection };
    if (page === 'twice') repeats.add(call);
    else if (page !== undefined) return { corrupt: (reply) => corruptBody(reply, page, random) };
    return undefined;
  }

  #append(rules: readonly CheckedRule[]): void {
    for (const rule of rules) {
      // Each rule has its own random stream, so another rule does not change what this one draws.
      const rng = new Rng(wordsOf(this.#parts.seed, STREAM, this.#states.length));
      const random = () => rng.int(0, 0x3fffffff) / 0x40000000;
      this.#states.push({ rule, tally: { calls: 0, fired: 0 }, random });
    }
  }

  #check(rules: readonly CheckedRule[]): void {
    const { endpoints, world } = this.#parts;
    const problems = rules.flatMap(({ endpoint, restaurant }, index) => [
      ...(endpoint === undefined || endpoints.some((each) => covers(endpoint, each))
        ? []
        : [
            `rules[${index}].endpoint: there is no ${endpoint}; write it as docs/simulator.md does`,
          ]),
      ...(restaurant === undefined || world.restaurants.some(({ guid }) => guid === restaurant)
        ? []
        : [`rules[${index}].restaurant: there is no ${restaurant} in this world`]),
    ]);
    if (problems.length > 0) throw new RangeError(`Invalid faults:\n${problems.join('\n')}`);
  }
}
