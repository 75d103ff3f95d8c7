import { addSeconds, type Instant } from '../instant.ts';

/** A source as far as its silence is concerned. */
interface MaybeSilent {
  readonly silentSeconds?: number;
  readonly paused?: boolean;
  /** When its definition was changed last: before, it may not have been able to deliver. */
  readonly changedAt: Instant;
}

/** Whether a source has said nothing for longer than it may; one that is paused may, and so may one without a limit. */
export function isSilent({ silentSeconds, paused, changedAt }: MaybeSilent, lastAt: Instant | undefined, now: Instant) {
  if (silentSeconds === undefined || paused) return false;
  const heardOf = lastAt !== undefined && lastAt > changedAt ? lastAt : changedAt;
  return addSeconds(heardOf, silentSeconds) <= now;
}
