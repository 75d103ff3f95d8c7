import type { Instant } from '../../domain/instant.ts';
import { canSendDigest, type Digest } from '../../domain/notifications/digest.ts';
import type { DigestStore } from '../../ports/digest-store.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the store of digests. */
export class InMemoryDigests implements DigestStore {
  readonly #digests = new Map<string, Digest>();

  async begin(digest: Pick<Digest, 'id' | 'kind' | 'to' | 'notices'>, now: Instant): Promise<boolean> {
    if (!canSendDigest(this.#digests.get(digest.id), now)) return false;
    await this.save({ ...digest, status: 'sending', at: now });
    return true;
  }

  async save(digest: Digest): Promise<void> {
    this.#digests.set(digest.id, copyFrozen(digest));
  }

  async get(id: string): Promise<Digest | undefined> {
    return this.#digests.get(id);
  }
}
