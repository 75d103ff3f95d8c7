import type { RepId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Role } from '../domain/team/role.ts';

/** A stored API key: only its hash, never the key itself. */
export interface ApiKeyRecord {
  /** Part of the key itself and logged; not secret. */
  readonly id: string;
  /** SHA-256 of the whole key, in hexadecimal. */
  readonly hash: string;
  readonly role: Role;
  /** The rep it acts for; always set on a rep's key. */
  readonly repId?: RepId;
  /** What it is for, `nightly sync`; chosen by whoever created it. */
  readonly name?: string;
  readonly createdAt: Instant;
  /** From then on it grants no access. */
  readonly expiresAt?: Instant;
  /** From then on it grants no access. */
  readonly revokedAt?: Instant;
}

/** Stores API keys by the id that is part of them. */
export interface ApiKeyStore {
  byId(id: string): Promise<ApiKeyRecord | undefined>;
  /** Lists all keys by id, also those that grant no access any longer. */
  list(): Promise<readonly ApiKeyRecord[]>;
  /** Saves or replaces a key; replacing is how a key is revoked. */
  save(key: ApiKeyRecord): Promise<void>;
}
