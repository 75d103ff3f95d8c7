import type { Instant } from '../domain/instant.ts';
import type { Digest } from '../domain/notifications/digest.ts';

/** Stores what became of digests, for a month. */
export interface DigestStore {
  /** Makes the caller the only sender of a digest for a while. False if it has ended, or another sender is at it. */
  begin(digest: Pick<Digest, 'id' | 'kind' | 'to' | 'notices'>, now: Instant): Promise<boolean>;
  /** Saves what became of a digest. */
  save(digest: Digest): Promise<void>;
  get(id: string): Promise<Digest | undefined>;
}
