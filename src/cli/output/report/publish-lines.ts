import { formatMinute } from '../minute.js';
import type { LakeStatus, TargetStatus } from '../../../publish/publisher.js';
import type { PublishSummary } from '../../../publish/run/summary.js';
import { formatBytes, formatCount, formatDuration, plural } from '../table/numbers.js';
import { formatLines, type Line } from './report-lines.js';

/** Describes what came of each target, in a line or two. */
export function publishLines(targets: readonly PublishSummary[]): Line[] {
  return targets.flatMap((target): Line[] => {
    if (isUnpublished(target)) return unpublishedLines([target]);
    const { status, tables, rows, seconds, verified, snapshot } = target;
    const parts = [
      `${plural(tables, 'table')}, ${plural(rows, 'row')}`,
      ...changes(target),
      ...(snapshot === undefined ? [] : [`snapshot ${snapshot}`]),
      ...(verified === true ? ['equal to the database'] : []),
    ];
    return [
      [
        'publish',
        `${target.target}: ${verbs[status]} (${parts.join('; ')}) ${formatDuration(seconds)}`,
      ],
      ...leftOut(target),
    ];
  });
}

/** Describes the targets that were not published to, with the reason. */
export function unpublishedLines(targets: readonly PublishSummary[]): Line[] {
  return targets
    .filter(isUnpublished)
    .flatMap(({ target, status, reason, suggestion }): Line[] => [
      [`publish ${status}`, `${target}: ${(reason ?? '').split('\n')[0]}`],
      ...(suggestion === undefined ? [] : [['', suggestion] as const]),
    ]);
}

const verbs = {
  published: 'published',
  unchanged: 'unchanged',
  planned: 'would be published',
  skipped: 'skipped',
  failed: 'failed',
} as const;

function isUnpublished({ status }: PublishSummary): boolean {
  return status === 'failed' || status === 'skipped';
}

/* A target that is written in full has as many rows written as it has. */
function changes({ rows, written, deleted, status }: PublishSummary): string[] {
  if (status === 'unchanged' || (written === rows && deleted === 0)) return [];
  return [`${formatCount(written)} written, ${formatCount(deleted)} deleted`];
}

function leftOut({ leftOutTables, leftOutColumns }: PublishSummary): Line[] {
  const parts = [
    ...(leftOutTables > 0 ? [plural(leftOutTables, 'table')] : []),
    ...(leftOutColumns > 0 ? [plural(leftOutColumns, 'column')] : []),
  ];
  return parts.length === 0 ? [] : [['', `without ${parts.join(' and ')}`]];
}

/** Formats what a target holds; `now` in epoch milliseconds. */
export function publishStatusReport(
  { target, publishedAt, tables, rows, bytes, snapshot, differing, lake }: TargetStatus,
  now: number,
  width?: number,
): string {
  if (publishedAt === null) {
    return formatLines([[target, 'nothing was published yet'], ...lakeLines(lake)], width);
  }
  const seconds = Math.max(0, Math.round((now - Date.parse(publishedAt)) / 1000));
  const age = seconds < 60 ? `${seconds} s` : formatDuration(seconds);
  return formatLines(
    [
      ['target', target],
      ['published', `${formatMinute(publishedAt)} UTC (${age} ago)`],
      ['holds', [plural(tables, 'table'), plural(rows, 'row')].join(', ')],
      ...(bytes === undefined ? [] : [['size', formatBytes(bytes)] as const]),
      ...(snapshot === undefined ? [] : [['snapshot', snapshot] as const]),
      ['differs', differing === null || differing.length === 0 ? 'no' : `in ${listed(differing)}`],
      ...lakeLines(lake),
    ],
    width,
  );
}

function lakeLines(lake: LakeStatus | undefined): Line[] {
  if (lake === undefined) return [];
  const { snapshots, files, sources } = lake;
  return [
    ...(snapshots === undefined
      ? []
      : [['snapshots', `${formatCount(snapshots.count)} since ${snapshots.oldest}`] as const]),
    ...(files === undefined
      ? []
      : [
          [
            'files',
            `${formatCount(files.data)} of data, ${formatCount(files.deletes)} of deleted rows`,
          ] as const,
        ]),
    ...sources.map(({ id, place, restaurants, publishedAt, isLocal }): Line => {
      const what = `${plural(restaurants, 'restaurant')}, ${publishedAt}, ${place}`;
      return [isLocal ? 'this source' : 'source', `${id} (${what})`];
    }),
  ];
}

/* More names would push the others off the screen. */
const maxNames = 10;

function listed(names: readonly string[]): string {
  const more = names.length - maxNames;
  return `${names.slice(0, maxNames).join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
}
