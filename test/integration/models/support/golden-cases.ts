import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readEntity, root, type Entity, type Json, type Workbench } from './workbench.js';

/** A row of a mart: the columns that matter to the case. */
export type ExpectedRow = Readonly<
  Record<string, null | boolean | number | string | readonly string[]>
>;

/** A selection or modifier, as far as the tests calculate with it. */
export interface Selection {
  readonly guid: string;
  readonly displayName: string;
  readonly quantity: number;
  readonly receiptLinePrice: number;
  readonly preDiscountPrice: number;
  readonly price: number;
  readonly tax: number;
  readonly taxInclusion: string;
  readonly voided: boolean;
  readonly appliedTaxes?: readonly { taxAmount: number }[];
  readonly modifiers?: readonly Selection[];
}

export interface Check {
  readonly displayNumber: string;
  readonly paymentStatus: string;
  readonly voided: boolean;
  readonly deleted: boolean;
  readonly amount: number;
  readonly taxAmount: number;
  readonly totalAmount: number;
  readonly selections: readonly Selection[];
  readonly payments: readonly {
    paymentStatus?: string | null;
    amount: number;
    tipAmount: number;
    refund?: { refundAmount: number } | null;
  }[];
  readonly appliedServiceCharges?: readonly {
    chargeAmount: number;
    gratuity: boolean;
    appliedTaxes?: readonly { taxAmount: number }[];
  }[];
}

export interface Order {
  readonly businessDate: number;
  readonly approvalStatus: string;
  readonly voided: boolean;
  readonly deleted: boolean;
  readonly excessFood?: boolean;
  readonly createdInTestMode?: boolean;
  readonly checks: readonly Check[];
}

/** Orders of one restaurant and the rows that they make, worked out by hand from Toast's rules. */
export interface GoldenCase {
  /** The name of its file, which is also the id of its restaurant. */
  readonly name: string;
  readonly title: string;
  /** How each expected number is computed, with the rule that it rests on. */
  readonly explanation: readonly string[];
  /** What differs from a restaurant in New York that closes its day at 4 a.m. */
  readonly restaurant: Entity;
  /** Entities by the name of their resource. */
  readonly configuration: Readonly<Record<string, Entity[]>>;
  /** Earlier versions of the orders, loaded and modelled before them. */
  readonly previously: readonly Entity[];
  readonly orders: readonly Entity[];
  /** Identities that a recorded order is known to break. */
  readonly inconsistencies: readonly string[];
  /** Whether its order is in a file beside the repository that is not there. */
  readonly isMissing: boolean;
  /** All rows of the restaurant in a mart, by the name of the mart. */
  readonly expected: Readonly<Record<string, readonly ExpectedRow[]>>;
}

/* A case as it is written down: an order of its own, or the name of a recorded one. */
type CaseFile = Pick<GoldenCase, 'title' | 'explanation' | 'expected'> &
  Partial<GoldenCase> & { readonly recorded?: string };

const folder = join(root, 'test/fixtures/golden-sales');
const samples = join(root, '../shared/toast-samples');

/** Reads all golden cases, by name. */
export async function readGoldenCases(): Promise<GoldenCase[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  return Promise.all(files.toSorted().map(readGoldenCase));
}

async function readGoldenCase(file: string): Promise<GoldenCase> {
  const text = await readFile(join(folder, file), 'utf8');
  const { recorded, ...found } = JSON.parse(text) as CaseFile;
  const sample = recorded === undefined ? undefined : join(samples, recorded);
  const isMissing = sample !== undefined && !existsSync(sample);
  const orders = sample === undefined || isMissing ? [] : [await readEntity(sample)];
  return {
    restaurant: {},
    configuration: {},
    previously: [],
    orders,
    inconsistencies: [],
    ...found,
    name: basename(file, '.json'),
    isMissing,
  };
}

/** The orders of a case, typed for calculating with them. */
export function ordersOf({ orders }: Pick<GoldenCase, 'orders'>): readonly Order[] {
  return orders as unknown as readonly Order[];
}

/** Loads restaurants and configuration of all cases. */
export async function loadRestaurants(workbench: Workbench, cases: readonly GoldenCase[]) {
  const details = cases.map(({ name, restaurant }): [string, Entity[]] => [
    name,
    [{ guid: name, general: { ...general, name, ...restaurant } }],
  ]);
  await workbench.loadAll('restaurant_details', new Map(details));
  const resources = new Set(cases.flatMap(({ configuration }) => Object.keys(configuration)));
  for (const resource of resources) {
    await loadEach(workbench, resource, cases, ({ configuration }) => configuration[resource]);
  }
}

/** Loads the entities that a case has of a resource, for each case that has some. */
export async function loadEach(
  workbench: Workbench,
  resource: string,
  cases: readonly GoldenCase[],
  entitiesOf: (golden: GoldenCase) => readonly Entity[] | undefined,
) {
  const pages = cases.map((golden): [string, readonly Entity[]] => [
    golden.name,
    entitiesOf(golden) ?? [],
  ]);
  await workbench.loadAll(resource, new Map(pages.filter(([, entities]) => entities.length > 0)));
}

const general: Record<string, Json> = {
  locationName: 'Golden',
  timeZone: 'America/New_York',
  closeoutHour: 4,
  currencyCode: 'USD',
};
