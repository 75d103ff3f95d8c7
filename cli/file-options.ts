import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';

/**
 * Parses an option that names an input file. Fails before the command runs when it does not exist, with the full path.
 */
export function parseInputFile(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new InvalidArgumentError(`There is no file ${resolve(path)}.`);
  if (found.isDirectory()) throw new InvalidArgumentError(`${resolve(path)} is a folder, not a file.`);
  requireAccess(path, constants.R_OK, 'read');
  return path;
}

/** Parses an option that names an output file: its folder must exist. */
export function parseOutputFile(path: string): string {
  const folder = dirname(resolve(path));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new InvalidArgumentError(`There is no folder ${folder}.`);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new InvalidArgumentError(`${resolve(path)} is a folder, not a file.`);
  requireAccess(folder, constants.W_OK, 'written to');
  return path;
}

function requireAccess(path: string, mode: number, done: string): void {
  try {
    accessSync(path, mode);
  } catch {
    throw new InvalidArgumentError(`${resolve(path)} cannot be ${done}: permission denied.`);
  }
}
