import type { Report } from '../../../src/report/document/report.js';
import { buildReport } from './build-report.js';

/** Texts that must be shown as they are, and do nothing. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</title></style></script><script>alert(2)</script>',
  "' onmouseover='alert(3)",
  'javascript:alert(4)',
  '&lt;b&gt; & &amp;amp;',
  '{{constructor.constructor("alert(5)")()}} ${alert(6)}',
  'evil \u202egnp.exe\u202c \u200f',
  'two\nlines\ttab \u0007bell \u001b[31mred\u0000',
  'lone \ud800 surrogate',
  'W'.repeat(160),
  'مطعم الميناء 😀 日本語',
  '',
];

const keys = new Set([
  ...['name', 'diningOption', 'orderChannel', 'tender', 'item', 'employee', 'description'],
  ...['reason', 'server', 'approver', 'label', 'checkNumber', 'title'],
]);

/** Builds a report in which every text from Toast is hostile. */
export function hostileReport(restaurants = 3): Report {
  let next = 0;
  const hostile = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => hostile(each, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, hostile(v, k)]));
    }
    if (typeof value !== 'string' || !keys.has(key)) return value;
    return HOSTILE[next++ % HOSTILE.length];
  };
  const report = buildReport({ restaurants });
  return hostile(
    {
      ...report,
      proof: report.proof.map((identity) => ({
        ...identity,
        difference: 1,
        offCount: 1,
        off: [{ restaurantId: report.restaurants[0]!.id, label: 'check', difference: 1 }],
      })),
    },
    '',
  ) as Report;
}
