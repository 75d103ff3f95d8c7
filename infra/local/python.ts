import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BATON_DIRECTORY } from '../project-root.ts';
import { type Progress, runStep } from './progress.ts';
import { runCommand } from './run-command.ts';

/** Python packages in their own virtual environment, pinned by file hash. */
export interface PythonEnvironment {
  /** Display name. */
  readonly name: string;
  /** Path of the requirements file. */
  readonly requirements: string;
  /** Name of the directory under `.baton/`. */
  readonly directory: string;
}

const LOCAL_CLOUD_PYTHON: PythonEnvironment = {
  name: 'the local cloud',
  requirements: join(import.meta.dirname, 'requirements.txt'),
  directory: 'venv',
};

const PYTHON_COMMANDS = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3.14', 'python'];

/** The message shown when no usable Python was found. */
export const PYTHON_MISSING_MESSAGE =
  'Baton\'s local cloud needs Python 3.10 or newer with venv: install it (Debian and Ubuntu: "sudo apt-get install ' +
  'python3 python3-venv"; macOS: "brew install python"; or set BATON_PYTHON to its path), then run this again.';

/** The machine lacks something that only its owner can install; the message is one sentence for them. */
export class MissingPrerequisiteError extends Error {
  override readonly name = 'MissingPrerequisite';
}

/**
 * Finds a Python ≥ 3.10 that can create virtual environments: the named one only, or else the first suitable candidate.
 * Throws {@link MissingPrerequisiteError} when there is none.
 */
export async function findPython(
  candidates: readonly string[] = PYTHON_COMMANDS,
  named: string | undefined = process.env.BATON_PYTHON,
): Promise<string> {
  for (const candidate of named ? [named] : candidates) {
    const probe = await runCommand(candidate, [
      '-c',
      'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)',
    ]);
    if (probe.exitCode === 0) return candidate;
  }
  throw new MissingPrerequisiteError(
    named
      ? `BATON_PYTHON names ${named}, which is not Python 3.10 or newer with venv. Name another, or unset it to search for one.`
      : PYTHON_MISSING_MESSAGE,
  );
}

/**
 * Returns the Python of the virtual environment with these packages (default: the pinned local cloud). Creates it on
 * first use and recreates it when the requirements change. It is built in a temporary directory and renamed into place,
 * so that two concurrent starts do not corrupt it.
 */
export async function preparePython(progress: Progress, programs = LOCAL_CLOUD_PYTHON): Promise<string> {
  const requirements = await readFile(programs.requirements);
  const fingerprint = createHash('sha256').update(requirements).digest('hex');
  const home = join(BATON_DIRECTORY, programs.directory);
  const python = join(home, 'bin', 'python');
  const stamp = join(home, 'installed-requirements');
  if (existsSync(python) && existsSync(stamp) && (await readFile(stamp, 'utf8')) === fingerprint) return python;

  const base = await findPython();
  await runStep(progress, `Installing ${programs.name} (first time only)`, async () => {
    const building = `${home}.${process.pid}`;
    await mkdir(BATON_DIRECTORY, { recursive: true });
    await rm(building, { recursive: true, force: true });
    await runOrThrow('making a Python virtual environment', base, ['-m', 'venv', building]);
    const builtPython = join(building, 'bin', 'python');
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
    const exactly = ['--require-hashes', '--only-binary', ':all:', '-r', programs.requirements];
    await runOrThrow(`installing ${programs.name}`, builtPython, [...pip, ...exactly]);
    await writeFile(join(building, 'installed-requirements'), fingerprint);
    await rm(home, { recursive: true, force: true });
    await rename(building, home).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      await rm(building, { recursive: true, force: true });
    });
  });
  return python;
}

async function runOrThrow(what: string, command: string, args: readonly string[]): Promise<void> {
  const { exitCode, output } = await runCommand(command, args);
  if (exitCode !== 0) throw new Error(`${what} failed (exit code ${exitCode}):\n${output.trim()}`);
}
