import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';

/** Reads an option that names a file to read: refused before anything is done when there is none, with the path that was looked for. */
export function fileToRead(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new InvalidArgumentError(`There is no file ${resolve(path)}.`);
  if (found.isDirectory()) throw new InvalidArgumentError(`${resolve(path)} is a folder, not a file.`);
  refuseUnless(path, constants.R_OK, 'read');
  return path;
}

/** Reads an option that names a file to write: its folder has to be there. */
export function fileToWrite(path: string): string {
  const folder = dirname(resolve(path));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new InvalidArgumentError(`There is no folder ${folder}.`);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new InvalidArgumentError(`${resolve(path)} is a folder, not a file.`);
  refuseUnless(folder, constants.W_OK, 'written to');
  return path;
}

function refuseUnless(path: string, mode: number, done: string): void {
  try {
    accessSync(path, mode);
  } catch {
    throw new InvalidArgumentError(`${resolve(path)} cannot be ${done} by you.`);
  }
}
