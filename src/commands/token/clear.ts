import { BaseCommand } from '../../cli/base-command.js';
import { helpText } from '../../cli/help-text.js';
import { clearTokens } from '../../warehouse/state/tokens.js';

export default class TokenClear extends BaseCommand {
  static override summary = 'Delete the API tokens stored in the database.';

  static override description = helpText(`
    The next run logs in again; Toast allows no more than two logins an hour. The deleted token is still
    valid until it expires, and its encrypted text can remain in unused space of the file for a while.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Delete the tokens in another database',
      command: '<%= config.bin %> <%= command.id %> --database copy.duckdb',
    },
  ];

  async run(): Promise<{ cleared: number }> {
    const { flags } = await this.parse(TokenClear);
    const warehouse = await this.openDatabase(flags, 'update');
    const cleared = await warehouse.with(async (connection) => {
      const count = await clearTokens(connection);
      await connection.run('checkpoint');
      return count;
    });
    this.log(
      cleared === 0
        ? `There is no token in ${warehouse.path}.`
        : `Deleted ${cleared === 1 ? 'the token' : `${cleared} tokens`} from ${warehouse.path}. The next run logs in again.`,
    );
    return { cleared };
  }
}
