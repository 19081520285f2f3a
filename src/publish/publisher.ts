import type { PublishSettings } from '../config/publish.js';
import type { Runtime } from '../runtime.js';
import type { PublishedTable } from './plan/published-table.js';
import type { Source } from './source/source.js';
import type { TargetKind, TargetOf } from './target.js';

/** What a publisher reports while it works. */
export type PublishEvent =
  | { readonly type: 'started' }
  | { readonly type: 'table'; readonly result: PublishedTableResult }
  /** Somebody else holds what it needs; it tries again. */
  | { readonly type: 'waiting'; readonly reason: string };

export interface PublishRequest<K extends TargetKind = TargetKind> {
  readonly source: Source;
  readonly tables: readonly PublishedTable[];
  readonly target: TargetOf<K>;
  /** How to reach S3 and where extensions are. */
  readonly settings: Pick<PublishSettings, 's3' | 'extensionDirectory'>;
  /** Writes everything, changed or not, and reads everything to find out what changed. */
  readonly full: boolean;
  /** Writes nothing; the result says what would be written. */
  readonly dryRun: boolean;
  /** Compares counts and hashes of every table with the local ones, and fails when they differ. */
  readonly verify: boolean;
  /** How long to wait for other publishers and locks. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
  readonly runtime: Runtime;
  readonly onEvent: (event: PublishEvent) => void;
}

export interface PublishedTableResult {
  /** As `schema.table`. */
  readonly table: string;
  readonly rows: number;
  readonly written: number;
  readonly deleted: number;
}

export interface PublishResult {
  /** Name of the target. */
  readonly target: string;
  /** `planned` with `--dry-run`. */
  readonly status: 'published' | 'unchanged' | 'planned';
  readonly tables: readonly PublishedTableResult[];
  readonly snapshot?: string | undefined;
  /** Whether the target was compared with the database, and is equal. */
  readonly verified?: boolean | undefined;
  readonly seconds: number;
}

/** A database that is published to a lake. */
export interface LakeSource {
  readonly id: string;
  /** Its path and the name of the machine. */
  readonly place: string;
  readonly restaurants: number;
  /** ISO 8601 in UTC. */
  readonly publishedAt: string;
  /** Whether it is the local database. */
  readonly isLocal: boolean;
}

export interface LakeStatus {
  readonly sources: readonly LakeSource[];
  /** Where it has them: how many there are, and when the oldest was made, in ISO 8601. */
  readonly snapshots?: { readonly count: number; readonly oldest: string } | undefined;
  readonly files?: { readonly data: number; readonly deletes: number } | undefined;
}

/** What a target holds. */
export interface TargetStatus {
  readonly target: string;
  /** ISO 8601 in UTC; null if nothing was published yet. */
  readonly publishedAt: string | null;
  readonly tables: number;
  readonly rows: number;
  /** Size of the target, where it can be told without reading all of it. */
  readonly bytes?: number | undefined;
  readonly snapshot?: string | undefined;
  /** Tables, as `schema.table`, that differ from the database or may do so; null if nothing was published. */
  readonly differing: readonly string[] | null;
  /** What else there is to know of a lake. */
  readonly lake?: LakeStatus | undefined;
}

export type StatusRequest<K extends TargetKind = TargetKind> = Pick<
  PublishRequest<K>,
  'target' | 'settings' | 'signal' | 'runtime'
> & {
  /** The database to compare with. */
  readonly local: Pick<PublishRequest, 'source' | 'tables'>;
};

/** What maintenance did, as lines for people and numbers by name. */
export interface MaintainResult {
  readonly target: string;
  readonly lines: readonly string[];
  readonly numbers: Readonly<Record<string, number>>;
}

export type MaintainRequest<K extends TargetKind = TargetKind> = Pick<
  PublishRequest<K>,
  'target' | 'settings' | 'signal' | 'runtime' | 'waitMs' | 'dryRun'
> & {
  /** Milliseconds for which snapshots are kept. */
  readonly keepMs: number;
  /** A source to forget, so that another one can publish its restaurants. */
  readonly release?: string | undefined;
};

/** Publishes to targets of one kind. */
export interface Publisher<K extends TargetKind> {
  /** @throws DatabaseError and others of `errors.ts`; the target is then as it was. */
  publish(request: PublishRequest<K>): Promise<PublishResult>;
  status(request: StatusRequest<K>): Promise<TargetStatus>;
  /** Undefined for targets that need no maintenance. */
  maintain?(request: MaintainRequest<K>): Promise<MaintainResult>;
}
