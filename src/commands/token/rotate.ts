import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { helpText } from '../../cli/help-text.js';
import { isKey, newKey, writeKey } from '../../config/key.js';
import { Secret } from '../../config/secret.js';
import { configurationPath } from '../../config/sources.js';
import { ConfigurationError, UsageError } from '../../errors.js';
import { rotateTokens, type RotatedTokens } from '../../warehouse/state/tokens.js';

interface RotateResult extends RotatedTokens {
  /** Path of the configuration file if this command wrote the new key to it. */
  configuration: string | null;
}

export default class TokenRotate extends BaseCommand {
  static override summary = 'Encrypt the stored API token with a new key.';

  static override description = helpText(`
    The new key is the environment variable TOAST_NEW_KEY, or a key that this command generates. No flag
    takes it, and it is never printed. With --write-configuration, it replaces \`key\` in the configuration
    file, which then only its owner can read. Otherwise, store it where the old key was. If the key and
    the token ever do not match, the next run logs in again.
  `);

  static override examples = [
    {
      description: 'Generate a key and store it in configuration.json',
      command: '<%= config.bin %> <%= command.id %> --write-configuration',
    },
    {
      description: 'Use a key from a vault, and set it as TOAST_KEY afterwards',
      command: 'TOAST_NEW_KEY=$(vault-read toast-key) <%= config.bin %> <%= command.id %>',
    },
  ];

  static override flags = {
    'write-configuration': Flags.boolean({
      summary: 'Replace the key in the configuration file with the new one.',
    }),
  };

  async run(): Promise<RotateResult> {
    const { flags } = await this.parse(TokenRotate);
    const configuration = await this.configuration(flags.config, {
      database: flags.database,
      wait: flags.wait,
    });
    const { key, privacy } = configuration;
    const next = chooseKey(key, flags['write-configuration']);
    const file = configurationPath(flags.config, process.env).absolute;
    const warehouse = await this.openWarehouse(configuration, 'update');
    const tokens = await warehouse.with(async (connection) => {
      /* If the file cannot be written, the transaction is rolled back. If the process is killed after
         the file was written, the next run logs in again. */
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
        'The hashes of guest data change with the new key. Run `toast extract --full-refresh` and then `toast transform` to update all of them.',
      );
    }
    this.#report(tokens, flags['write-configuration'] ? file : undefined);
    return { ...tokens, configuration: flags['write-configuration'] ? file : null };
  }

  #report({ rotated, unreadable }: RotatedTokens, file: string | undefined): void {
    this.log(
      rotated === 0
        ? 'No stored token can be decrypted with the current key; the next run logs in.'
        : 'The token is now encrypted with the new key.',
    );
    if (unreadable > 0) {
      this.warn(
        `${unreadable} of the stored tokens cannot be decrypted with the current key and were not changed.`,
      );
    }
    this.note(
      file === undefined
        ? 'Store the value of TOAST_NEW_KEY where the old key is: `key` in configuration.json, or TOAST_KEY.'
        : `${file} contains the new key.`,
    );
  }
}

function chooseKey(inUse: Secret, write: boolean): Secret {
  if (write && process.env.TOAST_KEY) {
    throw new UsageError('TOAST_KEY is set and overrides the key in the file.', {
      suggestion:
        'Set TOAST_NEW_KEY, run the command without --write-configuration, then update TOAST_KEY.',
    });
  }
  const given = process.env.TOAST_NEW_KEY;
  if (!given && !write) {
    throw new UsageError('There is no new key, and no place to store a generated one.', {
      suggestion: 'Add --write-configuration or set TOAST_NEW_KEY.',
    });
  }
  const next = given || newKey();
  if (!isKey(next)) {
    throw new ConfigurationError('TOAST_NEW_KEY is not 32 bytes in URL-safe base64.', {
      suggestion: "Generate one: openssl rand -base64 32 | tr '+/' '-_'",
    });
  }
  if (next === inUse.reveal()) {
    throw new UsageError('TOAST_NEW_KEY is the current key.', {
      suggestion: 'Set it to a different key.',
    });
  }
  return new Secret(next);
}
