import satisfies from 'spdx-satisfies';

/** Licenses whose terms a package under the MIT license can meet by shipping its dependencies whole. */
export const ALLOWED_LICENSES = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
];

/* Packages whose package.json names no license, with the one that their own files hold. */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  // The text of the MIT license ends its readme.md.
  'urlsafe-base64@1.0.0': 'MIT',
};

/** The part of a package-lock.json (version 3) that tells what is installed and under which terms. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  /** An SPDX expression, or what else the author wrote. */
  readonly license?: string;
  /** Only needed to develop. */
  readonly dev?: boolean;
  /** Refers to a workspace, which has an entry of its own. */
  readonly link?: boolean;
}

/** A package that is installed with ours, on at least one platform. */
export interface Licensed {
  /** Name and version, as in `zod@4.6.7`. */
  readonly id: string;
  readonly license: string;
}

/** A package whose code is part of ours, and its folder from the root. */
export interface Bundled extends Licensed {
  readonly folder: string;
}

/** Lists the packages that are installed with ours, bundled and platform-specific ones included. */
export function productionPackages({ packages }: Lock): readonly Licensed[] {
  return Object.entries(packages)
    .filter(([path, { dev, link }]) => path !== '' && dev !== true && link !== true)
    .map(([path, locked]) => licensed(path, locked));
}

/**
 * Lists the packages whose code is in a bundle, which are needed only to build ours. Takes the paths of the
 * bundle's sources from the root; throws for one that the lock does not know.
 */
export function bundledPackages(
  { packages }: Lock,
  sources: readonly string[],
): readonly Bundled[] {
  const folders = sources.flatMap(
    (source) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source) ?? [],
  );
  return [...new Set(folders)].toSorted().map((folder) => {
    const locked = packages[folder];
    if (locked === undefined) throw new Error(`package-lock.json has no ${folder}.`);
    return { folder, ...licensed(folder, locked) };
  });
}

function licensed(path: string, { version, license }: LockedPackage): Licensed {
  const id = `${path.replace(/^.*node_modules\//, '')}@${version}`;
  return { id, license: license ?? READ_BY_HAND[id] ?? 'none' };
}

/** Tells whether one of the allowed licenses meets an SPDX expression; false when it is none. */
export function isAllowed(license: string): boolean {
  try {
    return satisfies(license, ALLOWED_LICENSES);
  } catch {
    return false;
  }
}
