import { BaseCommand } from '../../cli/base-command.js';
import { clearTokens } from '../../warehouse/state/tokens.js';

export default class TokenClear extends BaseCommand {
  static override summary = 'Remove the API tokens that the database keeps.';

  static override description = `The next run logs in again; Toast asks for no more than two logins an hour. The token itself is still
good at Toast until it expires, and its encrypted text can remain in free space of the file for a while.`;

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'In another file',
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
        ? `There was no token in ${warehouse.path}.`
        : `Removed ${cleared === 1 ? 'the token' : `${cleared} tokens`} from ${warehouse.path}. The next run logs in again.`,
    );
    return { cleared };
  }
}
