import { createHash } from 'node:crypto';
import { deferMacros, deferTemplate, type Macro, type MacroSignature } from '../jinja/template.js';
import { builtinTests } from './builtin-tests.js';
import type { DataTest, Model, Project, ProjectFiles } from './model.js';
import { Relation } from './relation.js';

/*
 * A project without what is parsed again when it is used: templates and macros. Parsing all YAML and every
 * template takes longer than anything else at the start of a command, and a run that finds little to build
 * uses few of them.
 */
interface StoredProject extends Omit<Project, 'models' | 'macros' | 'dataTests'> {
  readonly models: ReadonlyMap<string, Omit<Model, 'template'>>;
  readonly macros: readonly MacroSignature[];
  readonly dataTests: readonly (Omit<DataTest, 'line'> & { readonly line: number })[];
}

/** Returns the name of the file in which these files are stored as a project: it differs when they do. */
export function storedName(files: ProjectFiles, targetSchema: string): string {
  const hash = createHash('sha256').update(JSON.stringify([targetSchema, files]));
  return `${hash.digest('hex')}.json`;
}

/** Encodes a project for `decodeProject`. */
export function encodeProject(project: Project): string {
  const stored = {
    ...project,
    models: new Map(
      [...project.models].map(([name, model]) => [name, { ...model, template: undefined }]),
    ),
    macros: project.macros.map((macro) => ({ ...macro, text: undefined, node: undefined })),
    dataTests: project.dataTests.map((test) => ({ ...test, line: test.line() })),
  };
  return JSON.stringify(stored, (_, value: unknown) => {
    if (value instanceof Map) return { [mapKey]: [...value] };
    if (value instanceof Relation)
      return { [relationKey]: [value.schema, value.name, value.database] };
    return value;
  });
}

/** Decodes what `encodeProject` made of these files. */
export function decodeProject(text: string, files: ProjectFiles): Project {
  const stored = JSON.parse(text, revive) as StoredProject;
  const textOf = new Map([...files.models, ...files.macros].map((each) => [each.file, each.text]));
  const models = [...stored.models].map(([name, model]): [string, Model] => {
    const template = deferTemplate(model.file, textOf.get(model.file) ?? '');
    return [name, { ...model, template }];
  });
  const macros = new Map(
    [...textOf]
      .flatMap(([file, content]) =>
        deferMacros(
          content,
          stored.macros.filter((macro) => macro.file === file),
        ),
      )
      .map((macro): [string, Macro] => [macro.name, macro]),
  );
  const builtins = new Map(builtinTests.map((macro): [string, Macro] => [macro.name, macro]));
  return {
    ...stored,
    models: new Map(models),
    macros: stored.macros.flatMap(({ name }) => macros.get(name) ?? builtins.get(name) ?? []),
    dataTests: stored.dataTests.map(({ line, ...test }) => ({ ...test, line: () => line })),
  };
}

const mapKey = '(map)';
const relationKey = '(relation)';

function revive(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (mapKey in value) return new Map(value[mapKey] as [unknown, unknown][]);
  if (!(relationKey in value)) return value;
  const [schema, name, database] = value[relationKey] as [
    string,
    string,
    Relation['database'] | null,
  ];
  return new Relation(schema, name, database ?? undefined);
}
