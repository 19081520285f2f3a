import { CheckpointNumber } from './engine/checkpoint-number.js';
import type { Connection } from './engine/connection.js';
import { loadLastCheckpoint, saveLastCheckpoint } from './state/last-checkpoint.js';
import { forgetPassedTests } from './state/passed-tests.js';

/**
 * Notices that another program has changed the file since `toast` closed it: each change ends with a
 * checkpoint, and the file notes the number of the one with which `toast` closes it.
 */
export class OutsideChanges {
  private constructor(
    private readonly checkpoint: CheckpointNumber,
    /** The number of the last checkpoint; undefined if it does not hold all changes. */
    private readonly found: number | undefined,
  ) {}

  /** Call it before the engine opens the file. Returns undefined if the file does not exist. */
  static watch(path: string): OutsideChanges | undefined {
    const checkpoint = CheckpointNumber.open(path);
    return (
      checkpoint &&
      new OutsideChanges(checkpoint, checkpoint.hasLog ? undefined : checkpoint.read())
    );
  }

  /** Forgets which data tests have passed if another program has changed the file. */
  async forgetPassedTests(connection: Connection): Promise<void> {
    const own = await loadLastCheckpoint(connection);
    if (this.found === undefined || this.found !== own) await forgetPassedTests(connection);
  }

  /** Notes that the next checkpoint is that of `toast`. Call it last before the engine closes the file. */
  async recordClose(connection: Connection): Promise<void> {
    const { checkpoint, found } = this;
    const number = checkpoint.read();
    /* Without any change, there is no next one. */
    if (!checkpoint.hasLog && number === found) return;
    await saveLastCheckpoint(connection, number + 1);
  }

  /** Call it after the engine has closed the file. */
  close(): void {
    this.checkpoint.close();
  }
}
