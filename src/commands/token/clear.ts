import { BaseCommand } from '../../base-command.js';
import { clearTokens } from '../../warehouse/stored-tokens.js';

export default class TokenClear extends BaseCommand {
  static override summary = 'Remove the API tokens that the database keeps.';

  static override description = `The next run logs in again; Toast asks for no more than two logins an hour. The token itself is still
good at Toast until it expires.`;

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Before giving a copy of the file away',
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
