import type { BuildFingerprint } from '../../warehouse/state/model-state.js';
import type { Model, Project } from '../project/model.js';
import type { RelationType } from '../project/relation.js';
import type { Graph } from './graph.js';
import { addTransientParents, isTransient } from './transient-parents.js';

/** The state of the database before a run. */
export interface CatalogState {
  /** The type of every relation by `schema.name`. */
  readonly relations: ReadonlyMap<string, RelationType>;
  /** The fingerprint that every relation was last built with, by `schema.name`. */
  readonly fingerprints: ReadonlyMap<string, BuildFingerprint>;
  /** A text per source, as `source.table`, that differs when its data does; missing if not known. */
  readonly sourceFreshness: ReadonlyMap<string, string>;
}

export interface BuildRequest {
  readonly project: Project;
  readonly graph: Graph;
  /** Names of the selected models. */
  readonly selected: readonly string[];
  /** Builds every selected model, changed or not. */
  readonly fullRefresh: boolean;
  readonly catalog: CatalogState;
  /** Returns a digest of a text. */
  readonly hash: (text: string) => string;
}

/** The fingerprint of a model that is about to be built: its definition is always known. */
export interface PlannedFingerprint extends BuildFingerprint {
  readonly definition: string;
}

export interface BuildPlan {
  /** The models to build, each after those that it reads; ephemeral models are part of others. */
  readonly models: readonly Model[];
  /** The fingerprints of models by name; missing for models that are built on every run. */
  readonly fingerprints: ReadonlyMap<string, PlannedFingerprint>;
}

/**
 * Plans which models to build: the selected ones that differ from what their relations were built
 * from, in their text and settings, the project's macros and variables, or the data that they read;
 * and the transient models that these read. Only models with `meta: { skip_unchanged: true }`, which
 * declares that they depend on nothing else, can be left out. The data that a view reads do not change
 * the view, but count as changed for the models that read it.
 */
export function planBuild(request: BuildRequest): BuildPlan {
  const { project, graph, selected, fullRefresh, catalog } = request;
  const fingerprints = planFingerprints(request);
  const changed = fullRefresh
    ? selected
    : selected.filter((name) => {
        const model = project.models.get(name);
        return model !== undefined && hasChanged(model, fingerprints.get(name), catalog);
      });
  return {
    models: builtModels(project, addTransientParents(changed, graph, project.models)),
    fingerprints,
  };
}

/** Returns the models of these names that have a relation of their own: all but the ephemeral ones. */
export function builtModels({ models }: Project, names: readonly string[]): Model[] {
  return names
    .map((name) => models.get(name))
    .filter((model) => model !== undefined)
    .filter(({ config }) => config.materialized !== 'ephemeral');
}

function hasChanged(
  model: Model,
  planned: PlannedFingerprint | undefined,
  { relations, fingerprints }: CatalogState,
): boolean {
  if (isTransient(model)) return false;
  const { label } = model.relation;
  const built = fingerprints.get(label);
  const isSame = isView(model)
    ? built?.definition === planned?.definition
    : built?.dataHash === planned?.dataHash;
  const type = isView(model) ? 'view' : 'table';
  return planned === undefined || !isSame || relations.get(label) !== type;
}

function isView({ config }: Model): boolean {
  return config.materialized === 'view';
}

function planFingerprints(request: BuildRequest): Map<string, PlannedFingerprint> {
  const { project, graph, catalog, hash } = request;
  const selected = new Set(request.selected);
  const environment = hash(
    JSON.stringify([
      project.targetSchema,
      project.vars,
      [...new Set(project.macros.map(({ text }) => text))],
    ]),
  );
  /* The fingerprint of each relation at the time when those that read it are built. */
  const current = new Map<string, BuildFingerprint>();
  const planned = new Map<string, PlannedFingerprint>();
  for (const name of graph.order) {
    const model = project.models.get(name);
    if (model === undefined) continue;
    const parents = (graph.parents.get(name) ?? []).map((parent) => current.get(parent));
    const freshness = model.sources.map((source) => catalog.sourceFreshness.get(source));
    const fingerprint = fingerprintModel({ model, environment, parents, freshness, hash });
    if (fingerprint !== undefined) planned.set(name, fingerprint);
    const isRebuilt = selected.has(name) || isTransient(model);
    const built = catalog.fingerprints.get(model.relation.label);
    const isKept = !isView(model) || built?.definition === fingerprint?.definition;
    /* A view shows the data of today. What an outdated view shows is not known. */
    const state = isRebuilt || isView(model) ? fingerprint : built;
    if (state !== undefined && (isRebuilt || isKept)) current.set(name, state);
  }
  return planned;
}

interface ModelInputs extends Pick<BuildRequest, 'hash'> {
  readonly model: Model;
  /** Digest of what all models depend on: schema, variables and macros. */
  readonly environment: string;
  readonly parents: readonly (BuildFingerprint | undefined)[];
  readonly freshness: readonly (string | undefined)[];
}

/* Returns undefined when the model is built on every run, or something that it reads is not known. */
function fingerprintModel(inputs: ModelInputs): PlannedFingerprint | undefined {
  const { model, environment, parents, freshness, hash } = inputs;
  if (!model.config.skipUnchanged) return undefined;
  const { relation, config, description, columns, template, sources } = model;
  const own = [relation.label, config, description, [...columns], template.source.text, sources];
  const definitions = parents.map((parent) => parent?.definition);
  const data = [...freshness, ...parents.map((parent) => parent?.dataHash)];
  if ([...definitions, ...data].includes(undefined)) return undefined;
  const definition = hash(JSON.stringify([own, environment, definitions]));
  return { definition, dataHash: hash(JSON.stringify([definition, data])) };
}
