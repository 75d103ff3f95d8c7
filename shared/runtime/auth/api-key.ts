import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import { ROLES } from '../../domain/team/role.ts';
import { isSameSecret } from './constant-time.ts';
import type { Principal } from './principal.ts';

/**
 * What is stored of a key. The hash is plain SHA-256: the secret has 256 random bits, so a slow or keyed hash would add
 * no protection, and every call would pay for it.
 */
export const StoredApiKeySchema = z
  .object({
    id: z.string().regex(/^[0-9a-f]{16}$/),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    role: z.enum(ROLES),
    repId: z.string().min(1).optional(),
    name: z.string().min(1).optional(),
    createdAt: z.string(),
    expiresAt: z.string().optional(),
    revokedAt: z.string().optional(),
  })
  .refine(({ role, repId }) => role !== 'rep' || repId !== undefined, 'a rep key names its rep');
export type StoredApiKey = Readonly<z.infer<typeof StoredApiKeySchema>>;

/** Random bytes that {@link createApiKey} needs: 8 for the id, 32 for the secret. */
export const API_KEY_BYTES = 40;

/**
 * `bk_<environment>_<id>_<secret>`. The id is not secret and appears in logs. The environment prevents mix-ups between
 * environments.
 */
const API_KEY_PATTERN = /^bk_([a-z][a-z0-9-]*)_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

/** Who a new key is for. */
export type KeyHolder =
  | { readonly role: 'rep'; readonly repId: string }
  | { readonly role: 'manager' | 'admin'; readonly repId?: string };

/**
 * Creates a key and the record to store. The key itself is shown once and never again. `random` must be
 * {@link API_KEY_BYTES} bytes from a cryptographic source.
 */
export function createApiKey(options: {
  readonly environment: string;
  readonly holder: KeyHolder;
  readonly random: Uint8Array;
  readonly now: Instant;
  readonly expiresAt?: Instant;
  readonly name?: string;
}): { readonly key: string; readonly stored: StoredApiKey } {
  const { environment, holder, random, now, expiresAt, name } = options;
  if (random.byteLength !== API_KEY_BYTES) throw new Error(`a key needs ${API_KEY_BYTES} random bytes`);
  const id = Buffer.from(random.subarray(0, 8)).toString('hex');
  const key = `bk_${environment}_${id}_${Buffer.from(random.subarray(8)).toString('base64url')}`;
  if (!API_KEY_PATTERN.test(key)) throw new Error('the environment name is not valid in a key');
  const { role, repId } = holder;
  return { key, stored: { id, hash: hashOf(key), role, repId, name, createdAt: now, expiresAt } };
}

/** Returns environment and id of a key; undefined when it is malformed. */
export function parseApiKey(key: string): { readonly environment: string; readonly id: string } | undefined {
  const [, environment, id] = API_KEY_PATTERN.exec(key) ?? [];
  return environment === undefined || id === undefined ? undefined : { environment, id };
}

/** Why a key grants no access at this moment; undefined while it does. */
export function endOfKey(
  { revokedAt, expiresAt }: Pick<StoredApiKey, 'revokedAt' | 'expiresAt'>,
  now: Instant,
): 'revoked' | 'expired' | undefined {
  if (revokedAt !== undefined && revokedAt <= now) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : undefined;
}

/** Whether `stored` is the record of this key. Compares in constant time. */
export function isKeyOf(key: string, stored: StoredApiKey): boolean {
  return isSameSecret(hashOf(key), stored.hash);
}

/** Returns the principal of a stored key. */
export function principalOfKey({ id, role, repId }: StoredApiKey): Principal | undefined {
  if (role !== 'rep') return { keyId: id, role, repId };
  return repId === undefined ? undefined : { keyId: id, role, repId };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
