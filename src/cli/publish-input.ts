import { Args } from '@oclif/core';
import { loadPublishSettings } from '../config/load.js';
import type { PublishSettings } from '../config/publish.js';
import { chooseTargets, type PublishTarget } from '../publish/target.js';

/** The argument of commands that work on one target. */
export const targetArgument = Args.string({
  description: 'Name of a target in the configuration, or what it is, such as share/sales.duckdb.',
  required: true,
});

/** The targets that a command works on, and how to reach them. */
export interface PublishInput {
  readonly targets: readonly PublishTarget[];
  readonly settings: PublishSettings;
}

/**
 * Loads the targets that are named, or all of the configuration, of which nothing else needs to be valid.
 * @throws ConfigurationError and what `chooseTargets` throws.
 */
export async function loadTargets(
  names: readonly string[],
  { config }: { readonly config?: string | undefined },
): Promise<PublishInput> {
  const settings = await loadPublishSettings({ file: config, environment: process.env });
  return { targets: chooseTargets(names, settings), settings };
}
