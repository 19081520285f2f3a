import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { helpText } from '../../cli/help-text.js';
import { loadTargets, targetArgument } from '../../cli/publish-input.js';
import { parseDuration } from '../../config/values.js';
import { UsageError } from '../../errors.js';
import type { MaintainResult } from '../../publish/publisher.js';
import { publisherOf } from '../../publish/run/publishers.js';
import { systemRuntime } from '../../runtime.js';

export default class PublishMaintain extends BaseCommand {
  static override summary = 'Merge small files of a target and delete old snapshots.';

  static override description = helpText(`
    Each time that something is published to a DuckLake, files and a snapshot are added. Maintenance merges
    small files, and deletes the snapshots that are older than --keep. A file that nothing needs any more is
    deleted a day later, when no query and no publisher can still use it. Run it once a night or a week,
    after publishing. Other targets need no maintenance.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %> lake',
    {
      description: 'Keep the snapshots of the last month',
      command: '<%= config.bin %> <%= command.id %> lake --keep 30d',
    },
  ];

  static override args = { target: targetArgument };

  static override flags = {
    keep: Flags.string({
      helpValue: '<duration>',
      summary: 'Keep snapshots that are not older than this, such as 36h or 7d.',
      default: '7d',
    }),
    release: Flags.string({
      helpValue: '<source>',
      summary:
        'Forget this source, which publish status names, so that another database can publish its restaurants.',
    }),
    'dry-run': Flags.boolean({ summary: 'Change nothing, and show what would be done.' }),
  };

  async run(): Promise<MaintainResult> {
    const { flags, args } = await this.parse(PublishMaintain);
    const keepMs = parseAge(flags.keep);
    const { targets, settings } = await loadTargets([args.target], flags);
    const [target] = targets;
    if (target === undefined) throw new Error('A target was named and none was found.');
    const publisher = await publisherOf(target);
    if (publisher.maintain === undefined) {
      throw new UsageError(`${target.name} needs no maintenance.`, {
        suggestion: 'Only a DuckLake keeps snapshots and small files.',
      });
    }
    const signal = this.abortOnInterrupt();
    const { wait } = await this.databaseSettings(flags);
    const result = await publisher.maintain({
      ...{ target, settings, signal, keepMs, runtime: systemRuntime },
      dryRun: flags['dry-run'],
      release: flags.release,
      waitMs: flags.wait === undefined ? (target.wait ?? wait) : wait,
    });
    this.log(result.lines.join('\n'));
    return result;
  }
}

function parseAge(text: string): number {
  const age = parseDuration(text);
  if (age !== undefined) return age;
  throw new UsageError(`--keep ${text} is not a duration.`, {
    suggestion: 'Use a format like 36h or 7d.',
  });
}
