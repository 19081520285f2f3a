import {
  chaseLabel,
  counted,
  countedByKind,
  exceptionLabel,
  isCount,
  measureLabel,
} from '../format/labels.js';
import { cutOff, type Context } from './context.js';
import { escaped } from './escape.js';

/** Returns the sections on what is out of line, what is to settle, and whether the numbers tie. */
export function findings(context: Context): string[][] {
  return [exceptions(context), rates(context), chase(context), proof(context), restated(context)];
}

function exceptions(context: Context): string[] {
  const { exceptions: listed, exceptionTotals } = context.report;
  if (exceptionTotals.length === 0) return ['**Exceptions:** none'];
  const largest = listed.toSorted((one, other) => (other.amount ?? 0) - (one.amount ?? 0));
  const counts = countedByKind(exceptionTotals, exceptionLabel, context.formats.count);
  return titled(
    [`**Exceptions:** ${counts}`, 'The largest:'],
    largest.slice(0, context.examples).map((each) => {
      const formats = context.of(each.restaurantId);
      return sentence(
        [
          `${exceptionLabel(each.kind)}${each.amount === null ? '' : ` ${formats.money(each.amount)}`}`,
          text(each.description),
          each.checkNumber === null ? '' : `check ${escaped(each.checkNumber)}`,
          each.at === null ? '' : formats.timeOfDay(each.at),
          text(each.employee),
          each.reason === null ? '' : `“${escaped(each.reason)}”`,
        ],
        context.at(each.restaurantId),
      );
    }),
  );
}

function rates(context: Context): string[] {
  const { serverRates } = context.report;
  if (serverRates.length === 0) return [];
  const largest = serverRates.toSorted((one, other) => other.excess - one.excess);
  const lines = largest.map((each) => {
    const { money, percent } = context.of(each.restaurantId);
    const server = each.server === null ? '' : ` of ${escaped(each.server)}`;
    const rate = each.rate === null ? 'nothing sold' : `${percent(each.rate)} of sales`;
    const whose = each.isOfRestaurant ? "the restaurant's " : '';
    return sentence(
      [
        `${exceptionLabel(each.kind, 2)}${server} ${money(each.amount)}`,
        `${rate} against ${whose}${percent(each.fourWeekRate)} in four weeks`,
      ],
      context.at(each.restaurantId),
    );
  });
  const kinds = [...new Set(serverRates.map(({ kind }) => kind))].map((kind) => {
    const count = serverRates.filter((each) => each.kind === kind).length;
    return `${count} in ${exceptionLabel(kind, 2)}`;
  });
  return [
    `**Servers above their own rate:** ${kinds.join(', ')}`,
    ...cutOff(lines, context.examples),
  ];
}

function chase(context: Context): string[] {
  const { chase: listed, chaseTotals } = context.report;
  if (chaseTotals.length === 0) return ['**To chase:** nothing'];
  const oldest = listed.toSorted((one, other) => (other.ageDays ?? 0) - (one.ageDays ?? 0));
  return titled(
    [
      `**To chase:** ${countedByKind(chaseTotals, chaseLabel, context.formats.count)}`,
      'The oldest:',
    ],
    oldest.slice(0, context.examples).map((each) => {
      const formats = context.of(each.restaurantId);
      const what = text(each.description) || chaseLabel(each.kind);
      return sentence(
        [
          each.businessDate === null ? what : `${formats.date(each.businessDate)}: ${what}`,
          each.amount === null ? '' : formats.money(each.amount),
          text(each.employee),
        ],
        context.at(each.restaurantId),
      );
    }),
  );
}

function proof(context: Context): string[] {
  const { proof: identities } = context.report;
  if (identities.length === 0) return [];
  const off = identities.filter(({ offCount }) => offCount > 0);
  if (off.length === 0) {
    const all = counted(identities.length, 'comparison');
    return [`**Proof:** payments tie to sales: difference ${context.formats.money(0)} in ${all}`];
  }
  return [
    `**Proof:** ⚠️ ${off.length} of ${identities.length} comparisons do not tie:`,
    ...off.flatMap(({ title, currency, difference, off: places, offCount }) => {
      const { money } = context.ofCurrency(currency);
      const [first] = places;
      const where =
        first === undefined
          ? ''
          : `: ${escaped(first.label)}${context.at(first.restaurantId)} ${money(first.difference)}`;
      const more = offCount > 1 ? ` and ${counted(offCount - 1, 'other')}` : '';
      return `- ${escaped(title)}: off by ${money(difference)}${where}${more}`;
    }),
  ];
}

function restated(context: Context): string[] {
  const { count, days, since } = context.report.restated;
  if (count === 0) return [];
  const lines = days.map(({ restaurantId, businessDate, measure, oldValue, newValue }) => {
    const formats = context.of(restaurantId);
    const format = isCount(measure) ? formats.count : formats.money;
    return `- ${formats.date(businessDate)}${context.at(restaurantId)}: ${measureLabel(measure)} ${format(oldValue)} → ${format(newValue)}`;
  });
  const from = since === null ? '' : ` since the report of ${context.formats.date(since)}`;
  return [
    `**Restated${from}:** ${counted(count, 'number')}`,
    ...cutOff(lines, context.examples, count),
  ];
}

/* Says what the examples are, if there are any. */
function titled([title, examples]: readonly [string, string], lines: readonly string[]): string[] {
  return lines.length === 0 ? [title] : [`${title}. ${examples}`, ...lines];
}

function text(value: string | null): string {
  return value === null ? '' : escaped(value);
}

function sentence(parts: readonly string[], place: string): string {
  return `- ${parts.filter((part) => part !== '').join(', ')}${place}`;
}
