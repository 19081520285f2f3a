import type { OpenOptions, Warehouse } from '../warehouse/warehouse.js';

/** Opens the database of a run. */
export type OpenDatabase = (options: Pick<OpenOptions, 'mode' | 'rowGroups'>) => Promise<Warehouse>;

/** The database of a run. It stays open from one step to the next, so that no other process gets in between. */
export class HeldDatabase {
  #warehouse: Warehouse | undefined;

  constructor(private readonly openFile: OpenDatabase) {}

  /** Returns the database, and opens it first unless an earlier step, which needed no less, has done so. */
  async open(options: Parameters<OpenDatabase>[0]): Promise<Warehouse> {
    this.#warehouse ??= await this.openFile(options);
    return this.#warehouse;
  }

  /** Closes the database if it is open, and removes it if it was left empty. */
  async close(): Promise<void> {
    const warehouse = this.#warehouse;
    this.#warehouse = undefined;
    await warehouse?.closeOrRemove();
  }
}
