import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { BATON_DIRECTORY } from '../infra/project-root.ts';

const Claims = z.looseObject({ exp: z.number() });

/** The file with the token of whoever signed in to an environment on this machine. */
export function tokenFileOf(environment: string, directory: string = BATON_DIRECTORY): string {
  return join(directory, 'tokens', environment);
}

/** Keeps a token for the commands that follow; only its owner can read it. */
export async function keepToken(file: string, token: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${token}\n`, { mode: 0o600 });
}

/** Removes the token: commands use the key again. */
export async function dropToken(file: string): Promise<void> {
  await rm(file, { force: true });
}

/**
 * Returns the token of whoever signed in; undefined if nobody did. @param now in epoch milliseconds @throws a sentence that
 * says what to do when it has expired: going on with the key would be somebody else
 */
export async function readKeptToken(file: string, environment: string, now: number): Promise<string | undefined> {
  const token = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (token === '') return undefined;
  if (expiryOf(token) > now) return token;
  throw new Error(
    `Your sign-in has expired. Sign in again: npm run baton -- sign-in --env ${environment}, or add --end to use the key.`,
  );
}

/** When a token expires, in epoch milliseconds; 0 if it cannot be read. */
export function expiryOf(token: string): number {
  try {
    const claims = Claims.safeParse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
    return claims.success ? claims.data.exp * 1000 : 0;
  } catch {
    return 0;
  }
}
