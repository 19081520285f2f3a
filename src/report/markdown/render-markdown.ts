import type { Report } from '../document/report.js';
import { findings } from './findings.js';
import { contextOf } from './context.js';
import { headlines } from './headlines.js';
import { warnings } from './warnings.js';

/* Slack asks for messages of at most 4,000 characters; the rest is for what a user puts around it. */
const maxLength = 3500;

/* How many examples a section has, until the message is short enough. */
const detail = [3, 2, 1, 0] as const;

/**
 * Renders a report as Markdown that fits a chat message: the numbers of the day beside what they are compared
 * with, what is out of line, what is to settle and whether the numbers tie. Long lists are cut off.
 */
export function renderMarkdown(report: Report): string {
  let message = '';
  for (const examples of detail) {
    message = render(report, examples);
    if (message.length <= maxLength) break;
  }
  return message;
}

function render(report: Report, examples: number): string {
  const context = contextOf(report, examples);
  const {
    formats,
    report: { businessDate, restaurants },
  } = context;
  const place = restaurants.length === 1 ? `, ${context.name(restaurants[0]?.id ?? '')}` : '';
  const sections = [
    [`**Morning report: ${formats.longDate(businessDate)}${place}**`],
    ...[warnings(context), ...headlines(context), ...findings(context)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
