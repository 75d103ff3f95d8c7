import type { RepId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { unknownNameMessage } from '../../shared/domain/plan/did-you-mean.ts';
import type { Role } from '../../shared/domain/team/role.ts';
import type { ApiKeyRecord, ApiKeyStore } from '../../shared/ports/key-store.ts';
import type { RepStore } from '../../shared/ports/rep-store.ts';
import { createApiKey, endOfKey, type KeyHolder } from '../../shared/runtime/auth/api-key.ts';
import { formatTable } from '../table.ts';
import { parseExpiry } from './expiry.ts';

/** The dependencies of the key commands. */
export interface KeyDeps {
  readonly keys: ApiKeyStore;
  readonly reps: Pick<RepStore, 'list'>;
  readonly environment: string;
  readonly now: Instant;
}

/** A key as asked for on the command line. */
export interface WantedKey {
  readonly role: Role;
  readonly person?: RepId;
  /** `90d` or `2027-01-31`. */
  readonly expires?: string;
  readonly name?: string;
}

const MAX_NAME_LENGTH = 60;

/**
 * Creates a key. @param random as `createApiKey` needs it. @returns the text for whoever asked, the only one with the key
 * itself. @throws a sentence about what is wrong
 */
export async function createKey(wanted: WantedKey, random: Uint8Array, deps: KeyDeps): Promise<string> {
  const expiresAt = wanted.expires === undefined ? undefined : parseExpiry(wanted.expires, deps.now);
  const name = parseName(wanted.name);
  const holder = await parseHolder(wanted, deps);
  const { key, stored } = createApiKey({ ...deps, holder, random, expiresAt, name });
  await deps.keys.save(stored);
  const ends = expiresAt === undefined ? 'never expires' : `expires ${expiresAt}`;
  return [
    `Key ${stored.id}: created with the role ${stored.role} for ${stored.repId ?? 'a machine'}; ${ends}.`,
    'It is shown only now, so hand it over on a safe way:',
    key,
  ].join('\n');
}

async function parseHolder({ role, person }: WantedKey, deps: KeyDeps): Promise<KeyHolder> {
  if (person === undefined) {
    if (role === 'rep') throw new Error('A key with the role rep needs --person: the id of the rep it acts for.');
    return { role };
  }
  const reps = await deps.reps.list();
  const rep = reps.find(({ id }) => id === person);
  if (!rep) throw new Error(`--person: ${unknownNameMessage('rep', person, activeIdsOf(reps))}.`);
  if (!rep.active) throw new Error(`--person: ${person} has left. Set them active first, or choose somebody else.`);
  return { role, repId: person };
}

function activeIdsOf(reps: readonly { readonly id: RepId; readonly active: boolean }[]): readonly RepId[] {
  return reps.filter(({ active }) => active).map(({ id }) => id);
}

function parseName(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const said = name.trim();
  if (said === '' || said.length > MAX_NAME_LENGTH || /\p{Cc}/u.test(said))
    throw new Error(`Expected --name as one line of at most ${MAX_NAME_LENGTH} characters.`);
  return said;
}

/** Lists all keys with their state, those that still open something first. No part of a secret is in it. */
export async function listKeys({ keys, reps, now }: KeyDeps): Promise<string> {
  const [all, people] = await Promise.all([keys.list(), reps.list()]);
  if (all.length === 0) return 'There are no API keys.';
  const active = new Set(activeIdsOf(people));
  const rows = all
    .toSorted((a, b) => rankOf(a, now) - rankOf(b, now) || (a.createdAt < b.createdAt ? -1 : 1))
    .map((key) => [
      key.id,
      key.role,
      personOf(key, active),
      key.name ?? '',
      dayOf(key.createdAt),
      key.expiresAt === undefined ? 'never' : dayOf(key.expiresAt),
      key.revokedAt === undefined ? (endOfKey(key, now) ?? 'valid') : `revoked ${dayOf(key.revokedAt)}`,
    ]);
  return formatTable(['id', 'role', 'person', 'name', 'created', 'expires', 'state'], rows);
}

function rankOf(key: ApiKeyRecord, now: Instant): number {
  return endOfKey(key, now) === undefined ? 0 : 1;
}

function personOf({ repId }: ApiKeyRecord, active: ReadonlySet<RepId>): string {
  if (repId === undefined) return '(machine)';
  return active.has(repId) ? repId : `${repId} (not active)`;
}

function dayOf(at: Instant): string {
  return at.slice(0, 'yyyy-mm-dd'.length);
}

/** Revokes a key from now on. Revoked twice, it keeps the first moment. @throws when there is no such key */
export async function revokeKey(id: string, { keys, now }: KeyDeps): Promise<string> {
  const known = await keys.byId(id);
  if (!known) throw new Error(`There is no key with the id ${id}. Ids are in \`baton key list\`.`);
  if (known.revokedAt !== undefined) return `Key ${id}: revoked since ${known.revokedAt}.`;
  await keys.save({ ...known, revokedAt: now });
  return `Key ${id}: revoked; it opens nothing from now on.`;
}
