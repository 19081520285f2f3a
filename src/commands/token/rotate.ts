import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { isKey, newKey, writeKey } from '../../config/key.js';
import { Secret } from '../../config/secret.js';
import { configurationPath } from '../../config/sources.js';
import { ConfigurationError, UsageError } from '../../errors.js';
import { rotateTokens, type RotatedTokens } from '../../warehouse/state/stored-tokens.js';

interface RotateResult extends RotatedTokens {
  /** The file that holds the new key now, if this command wrote it. */
  configuration: string | null;
}

export default class TokenRotate extends BaseCommand {
  static override summary = 'Encrypt the API token in the database with another key.';

  static override description = `The new key is the environment variable TOAST_NEW_KEY, or one made here; no flag takes it, and it is never
printed. With --write-configuration it replaces \`key\` in the configuration file, at once and for its owner's
eyes only. Otherwise put it where the old one was. Should the two ever differ, the next run logs in again.`;

  static override examples = [
    {
      description: 'With a key made here, kept in configuration.json',
      command: '<%= config.bin %> <%= command.id %> --write-configuration',
    },
    {
      description: 'With a key from a vault, which is to become TOAST_KEY',
      command: 'TOAST_NEW_KEY=$(vault-read toast-key) <%= config.bin %> <%= command.id %>',
    },
  ];

  static override flags = {
    'write-configuration': Flags.boolean({
      summary: 'Replace the key in the configuration file by the new one.',
    }),
  };

  async run(): Promise<RotateResult> {
    const { flags } = await this.parse(TokenRotate);
    const { key, database, wait, privacy } = await this.configuration(flags.config, {
      database: flags.database,
      wait: flags.wait,
    });
    const next = chooseKey(key, flags['write-configuration']);
    const file = configurationPath(flags.config, process.env).absolute;
    const warehouse = await this.openWarehouse(database, 'update', { waitMs: wait });
    const tokens = await warehouse.with(async (connection) => {
      /* A file that cannot be written undoes the rest. Killed between the two, the next run logs in. */
      const rotated = await connection.transaction(async () => {
        const counts = await rotateTokens(connection, key, next);
        if (flags['write-configuration']) await writeKey(file, key, next);
        return counts;
      });
      await connection.run('checkpoint');
      return rotated;
    });
    if (privacy.guests === 'hash') {
      this.warn(
        'Guests get other values with the new key. `toast extract --full-refresh`, then `toast transform`, gives all of them their new ones.',
      );
    }
    this.#report(tokens, flags['write-configuration'] ? file : undefined);
    return { ...tokens, configuration: flags['write-configuration'] ? file : null };
  }

  #report({ rotated, unreadable }: RotatedTokens, file: string | undefined): void {
    this.log(
      rotated === 0
        ? 'The database keeps no token that the key in use decrypts; the next run logs in.'
        : 'The token is encrypted with the new key.',
    );
    if (unreadable > 0) {
      this.warn(
        `${unreadable} of the tokens in the database are encrypted with yet another key; they were left as they are.`,
      );
    }
    this.note(
      file === undefined
        ? 'Put TOAST_NEW_KEY where the old key was: `key` in configuration.json, or TOAST_KEY.'
        : `${file} holds the new key.`,
    );
  }
}

function chooseKey(inUse: Secret, write: boolean): Secret {
  if (write && process.env.TOAST_KEY) {
    throw new UsageError('The key comes from TOAST_KEY, which wins over the file.', {
      suggestion:
        'Set TOAST_NEW_KEY, leave --write-configuration out, and change TOAST_KEY after it.',
    });
  }
  const given = process.env.TOAST_NEW_KEY;
  if (!given && !write) {
    throw new UsageError('There is no new key, and nowhere to keep one that is made here.', {
      suggestion: 'Add --write-configuration, or set TOAST_NEW_KEY.',
    });
  }
  const next = given || newKey();
  if (!isKey(next)) {
    throw new ConfigurationError('TOAST_NEW_KEY is not 32 bytes in url-safe base64.', {
      suggestion: "Make one: openssl rand -base64 32 | tr '+/' '-_'",
    });
  }
  if (next === inUse.reveal()) {
    throw new UsageError('TOAST_NEW_KEY is the key in use.', { suggestion: 'Set another one.' });
  }
  return new Secret(next);
}
