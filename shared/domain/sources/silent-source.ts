import { addSeconds, type Instant } from '../instant.ts';

/** The part of a source that decides whether it counts as silent. */
interface SilenceSettings {
  readonly silentSeconds?: number;
  readonly paused?: boolean;
  /** When its definition last changed. Before that it may not have been able to deliver. */
  readonly changedAt: Instant;
}

/** Whether a source has delivered nothing for longer than its limit. Never true if it is paused or has no limit. */
export function isSilent(
  { silentSeconds, paused, changedAt }: SilenceSettings,
  lastAt: Instant | undefined,
  now: Instant,
) {
  if (silentSeconds === undefined || paused) return false;
  const lastActivityAt = lastAt !== undefined && lastAt > changedAt ? lastAt : changedAt;
  return addSeconds(lastActivityAt, silentSeconds) <= now;
}
