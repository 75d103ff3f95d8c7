import type { RepId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';

/** What is kept of an API key: never the key, only its hash. */
export interface ApiKeyRecord {
  /** Stands in the key itself and in logs; not secret. */
  readonly id: string;
  /** SHA-256 of the whole key, in hexadecimal. */
  readonly hash: string;
  readonly role: 'rep' | 'manager' | 'admin';
  /** For whom it speaks; a rep's key always says. */
  readonly repId?: RepId;
  readonly createdAt: Instant;
  /** From then on it opens nothing. */
  readonly revokedAt?: Instant;
}

/** API keys by the id that stands in them. */
export interface KeyStore {
  byId(id: string): Promise<ApiKeyRecord | undefined>;
  /** Saving again replaces, which is how a key is revoked. */
  save(key: ApiKeyRecord): Promise<void>;
}
