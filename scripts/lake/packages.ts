import { execa } from 'execa';

let updated = false;

/**
 * Installs packages of Debian, for which the process has to be root.
 * @throws Error that names them, if it is not, or if they cannot be installed.
 */
export async function installDebianPackages(...names: string[]): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) throw new Error(`Install these first, as root: apt-get install ${names.join(' ')}`);
  process.stderr.write(`Installing ${names.join(', ')} for the tests, once.\n`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    if (!updated) await execa('apt-get', ['update', '--quiet'], { env });
    updated = true;
    await execa('apt-get', ['install', '--yes', '--no-install-recommends', ...names], { env });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Install ${names.join(', ')} by hand, since apt-get failed: ${reason}`, {
      cause,
    });
  }
}

/** Returns whether a program runs, given arguments with which it does nothing. */
export async function runs(program: string, ...args: string[]): Promise<boolean> {
  const { failed } = await execa(program, args, { reject: false });
  return !failed;
}

/** Installs packages from PyPI, as `name==version` and without what they depend on, into a folder. */
export async function installPythonPackages(folder: string, ...names: string[]): Promise<void> {
  if (!(await runs('python3', '-m', 'pip', '--version'))) {
    await installDebianPackages('python3-pip', 'python3-venv');
  }
  const options = ['--quiet', '--no-deps', '--only-binary', ':all:', '--target', folder];
  await execa('python3', ['-m', 'pip', 'install', ...options, ...names]);
}

/** Creates a Python environment of its own in a folder, with packages from PyPI and what they depend on. */
export async function createPythonEnvironment(folder: string, ...names: string[]): Promise<void> {
  if (!(await runs('python3', '-c', 'import ensurepip, venv'))) {
    await installDebianPackages('python3-pip', 'python3-venv');
  }
  await execa('python3', ['-m', 'venv', folder]);
  await execa(`${folder}/bin/python`, ['-m', 'pip', 'install', '--quiet', ...names]);
}
