import { createHash } from 'node:crypto';
import type { Graph } from './graph.js';
import type { RelationType } from '../run/materialize/build.js';
import type { BuildFingerprint } from '../../warehouse/state/model-state.js';
import type { Model, Project } from '../project/model.js';

/** Of what a relation is built from. */
export interface Fingerprint extends BuildFingerprint {
  readonly definition: string;
}

/** What the database holds before a run. */
export interface Present {
  /** The type of every relation by `schema.name`. */
  readonly existing: ReadonlyMap<string, RelationType>;
  /** The fingerprint of what every relation was built from, by `schema.name`. */
  readonly built: ReadonlyMap<string, BuildFingerprint>;
  /** How far each source has come, by `source.table`; one of which that is not known is left out. */
  readonly landed: ReadonlyMap<string, string>;
}

export interface Changes {
  /** Those of the selected models that an unchanged table cannot stand in for. */
  readonly changed: string[];
  /** By model, of what this run builds it from; none for a model that is built on every run. */
  readonly fingerprints: ReadonlyMap<string, Fingerprint>;
}

/**
 * Tells which of the selected models differ from what their tables were built from: in their own
 * text and settings, the project's macros and variables, or what they read. Only models with
 * `meta: { skip_unchanged: true }` can be unchanged, which says that they depend on nothing else.
 */
export function findChanges(
  project: Project,
  graph: Graph,
  selected: ReadonlySet<string>,
  { existing, built, landed }: Present,
): Changes {
  const surroundings = surroundingsOf(project);
  /* Of what each model will hold when those that read it are built. */
  const states = new Map<string, BuildFingerprint>();
  const fingerprints = new Map<string, Fingerprint>();
  const changed: string[] = [];
  for (const name of graph.order) {
    const model = project.models.get(name);
    if (model === undefined) continue;
    const { label } = model.relation;
    const parents = (graph.parents.get(name) ?? []).map((parent) => states.get(parent));
    const fingerprint = fingerprintOf(model, surroundings, parents, landed);
    if (fingerprint !== undefined) fingerprints.set(name, fingerprint);
    const rebuilt = selected.has(name) || isPassing(model);
    const state = rebuilt ? fingerprint : built.get(label);
    if (state !== undefined) states.set(name, state);
    if (!selected.has(name) || isPassing(model)) continue;
    const type = model.config.materialized === 'view' ? 'view' : 'table';
    const same = fingerprint !== undefined && built.get(label)?.dataHash === fingerprint.dataHash;
    if (!same || existing.get(label) !== type) changed.push(name);
  }
  return { changed, fingerprints };
}

/**
 * Whether a model is of the run alone: it is built whenever one that reads it is, and only then,
 * since nothing of it is kept.
 */
export function isPassing({ config }: Pick<Model, 'config'>): boolean {
  return config.database !== undefined || config.materialized === 'ephemeral';
}

function fingerprintOf(
  model: Model,
  surroundings: string,
  parents: readonly (BuildFingerprint | undefined)[],
  landed: Present['landed'],
): Fingerprint | undefined {
  const { meta } = model.config.settings as { meta?: { skip_unchanged?: unknown } };
  if (meta?.skip_unchanged !== true) return undefined;
  const { relation, config, description, columns, template, sources } = model;
  const own = [relation.label, config, description, [...columns], String(template.root), sources];
  const definitions = parents.map((parent) => parent?.definition);
  const data = [
    ...sources.map((source) => landed.get(source)),
    ...parents.map((parent) => parent?.dataHash),
  ];
  if ([...definitions, ...data].includes(undefined)) return undefined;
  const definition = hash([own, surroundings, definitions]);
  return { definition, dataHash: hash([definition, data]) };
}

function surroundingsOf({ macros, vars, targetSchema }: Project): string {
  return hash([targetSchema, vars, macros.map(({ name, define }) => [name, String(define)])]);
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
