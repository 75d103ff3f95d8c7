import type { Instant } from '../domain/instant.ts';

/** Limits what a source without a secret delivers, so that its address cannot be used to flood the team. */
export interface RateLimiter {
  /** Counts one more delivery of a source; false, and not counted, if it had `most` in this minute already. */
  admit(source: string, most: number, now: Instant): Promise<boolean>;
}
