import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listedOn } from '../../../../src/extract/fetch/list-text.js';
import { catalogue } from '../../../../src/resources/catalogue.js';
import { shapeOf } from '../../../../src/resources/resource.js';
import { buildGraph } from '../../../../src/transform/graph/graph.js';
import type { Model, Project } from '../../../../src/transform/project/model.js';
import { readProjectFiles } from '../../../../src/transform/project/load-project.js';
import { parseProject } from '../../../../src/transform/project/parse-project.js';
import { runModels, type RunOptions } from '../../../../src/transform/run/run-models.js';
import { selectModels } from '../../../../src/transform/graph/select.js';
import type { Row } from '../../../../src/warehouse/engine/connection.js';
import type {
  EntityShape,
  RestaurantPages,
} from '../../../../src/warehouse/raw/restaurant-pages.js';
import { upsertPages } from '../../../../src/warehouse/raw/upsert-pages.js';
import { createRawTables } from '../../../../src/warehouse/raw/raw-table.js';
import { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { bundledProject, withoutComments } from '../../../support/bundled-project.js';
import { closeAtOnce } from '../../../support/close-at-once.js';
import { databaseTemplate } from '../../../support/database-template.js';

export const root = join(import.meta.dirname, '../../../..');
export const restaurantId = '5eed0000-0000-4000-8000-000000000001';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Entity = Record<string, Json>;

/** Selects the tables of orders and restaurants. */
export const scope = ['path:models/core/orders', 'restaurant'];
/** Selects also what the facts in marts are made of; marts would need all tables of configuration. */
export const keptByOrder = ['tag:order_batch', 'restaurant'];

type TransformOptions = Partial<
  Pick<RunOptions, 'fullRefresh' | 'select' | 'keepTransient' | 'onEvent'>
>;
type LoadOptions = Pick<RestaurantPages, 'deletionScope'> & { businessDate?: string };

const shapes = new Map(
  catalogue.map((resource): [string, EntityShape] => [
    resource.name,
    { ...shapeOf(resource), history: 'different' },
  ]),
);

const fileName = 'warehouse.duckdb';

const writeDatabase = databaseTemplate(async (connection) => {
  await createRawTables(connection, [...shapes.values()]);
});

/** Builds the models of this repository in a database in a temporary folder. */
export class Workbench {
  #hours = 0;

  private constructor(
    readonly folder: string,
    readonly warehouse: Warehouse,
    private currentProject: Project,
  ) {}

  get project(): Project {
    return this.currentProject;
  }

  static async open(): Promise<Workbench> {
    const folder = await newFolder();
    await writeDatabase(join(folder, fileName));
    return Workbench.#in(folder);
  }

  static async #in(folder: string): Promise<Workbench> {
    const warehouse = await Warehouse.open(join(folder, fileName), { mode: 'write' });
    await warehouse.with((connection) => connection.run(closeAtOnce));
    return new Workbench(folder, warehouse, await bundledProject());
  }

  /** Copies the database and the clock, so that several tests can go on from what was built once. */
  async copy(): Promise<Workbench> {
    const folder = await newFolder();
    await this.query('checkpoint');
    await copyFile(this.warehouse.path, join(folder, fileName));
    const copy = await Workbench.#in(folder);
    copy.#hours = this.#hours;
    return copy;
  }

  async close(): Promise<void> {
    this.warehouse.close();
    await rm(this.folder, { recursive: true });
  }

  /** Adds a model, without properties of its own, to a copy of the project, and uses the copy from then on. */
  addModel(file: string, sql: string): void {
    const files = { ...readProjectFiles(root), models: [{ file, text: sql }] };
    const added = parseProject(files, 'toast');
    const { models } = this.currentProject;
    this.currentProject = {
      ...this.currentProject,
      models: new Map([...models, ...withoutComments(added).models]),
    };
  }

  /** Sets the size of a batch, as the variable batch_orders does, for what is built from then on. */
  setBatchOrders(orders: number): void {
    const { models } = this.currentProject;
    const batch = models.get('stg_order')!;
    const resized = { ...batch, config: { ...batch.config, batchRows: orders } };
    this.setVariables({ batch_orders: orders });
    this.currentProject = {
      ...this.currentProject,
      models: new Map([...models, ['stg_order', resized]]),
    };
  }

  /** Sets variables of the project for what is built from then on. */
  setVariables(vars: Readonly<Record<string, unknown>>): void {
    const { currentProject } = this;
    this.currentProject = { ...currentProject, vars: { ...currentProject.vars, ...vars } };
  }

  /**
   * Loads entities, or a JSON list of them, as one page; each load is one hour after the previous. Entities
   * with a business date of their own, such as cash entries, are listed for `businessDate` (yyyymmdd).
   */
  async load(
    resource: string,
    entities: readonly Entity[] | string,
    of = restaurantId,
    options: LoadOptions = {},
  ) {
    await this.loadAll(resource, new Map([[of, entities]]), options);
  }

  /** Loads a page of each restaurant, all at the same time. */
  async loadAll(
    resource: string,
    pages: ReadonlyMap<string, readonly Entity[] | string>,
    { businessDate = '20240601', ...options }: LoadOptions = {},
  ) {
    const shape = shapes.get(resource);
    if (shape === undefined) throw new Error(`no resource ${resource}`);
    this.#hours += 1;
    const restaurants: RestaurantPages[] = [];
    for (const [restaurant, entities] of pages) {
      const page = join(this.folder, `page-${this.#hours}-${restaurants.length}.json`);
      const text = typeof entities === 'string' ? entities : JSON.stringify(entities);
      await writeFile(
        page,
        shape.hasBusinessDate ? listedOn(businessDate, Buffer.from(text)) : text,
      );
      restaurants.push({ restaurantId: restaurant, files: [page], ...options });
    }
    const request = {
      runId: 'test',
      at: Date.UTC(2024, 5, 1, this.#hours),
      maximumObjectSize: 10_000_000,
      restaurants,
    };
    await this.warehouse.with((connection) => upsertPages(connection, shape, request));
  }

  /** Runs the models of orders and restaurants, or those selected. @throws the error of the first model that fails. */
  async transform(options: TransformOptions = {}): Promise<void> {
    const results = await runModels({
      warehouse: this.warehouse,
      project: this.project,
      select: scope,
      fullRefresh: false,
      threads: 2,
      runId: 'test',
      clock: () => 0,
      onEvent: () => undefined,
      ...options,
    });
    const broken = results.find(({ status }) => status === 'error' || status === 'skipped');
    if (broken !== undefined) throw broken.error ?? broken;
  }

  async query<T extends Row>(sql: string): Promise<T[]> {
    return this.warehouse.with((connection) => connection.all<T>(sql));
  }

  /** Lists the columns of a model's table, in order, with DuckDB's names of their types. */
  async columns(model: string): Promise<{ name: string; type: string }[]> {
    /* A look at the catalog of all columns takes several milliseconds. */
    return this.query(
      `select column_name as name, column_type as type from (describe ${this.relation(model)})`,
    );
  }

  /** Reads all rows of a model's table, in a fixed order. */
  async rows(model: string): Promise<Row[]> {
    return this.query(`select * from ${this.relation(model)} order by all`);
  }

  /** Lists the models that selectors select, in the order of the graph. */
  models(select: string[]): Model[] {
    const { models } = this.project;
    const names = selectModels(models, buildGraph(this.project), { select });
    return names.map((name) => models.get(name)!);
  }

  /** Names the tables of orders and restaurants that analysts read: those of all models but staging. */
  get tables(): string[] {
    return this.tablesOf(scope);
  }

  tablesOf(select: string[]): string[] {
    const names = this.models(select).map(({ name }) => name);
    return names.filter((name) => !name.startsWith('stg_'));
  }

  relation(model: string): string {
    const found = this.project.models.get(model);
    if (found === undefined) throw new Error(`no model ${model}`);
    return String(found.relation);
  }
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'toast-models-'));
}

/** Reads the order in a file of test/fixtures/orders; every call returns a new object. */
export async function fixture(name: string): Promise<Entity> {
  return readEntity(join(root, 'test/fixtures/orders', `${name}.json`));
}

export async function readEntity(path: string): Promise<Entity> {
  return JSON.parse(await readFile(path, 'utf8')) as Entity;
}
