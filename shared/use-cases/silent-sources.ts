import { addSeconds, type Instant } from '../domain/instant.ts';
import type { SourceActivity } from '../ports/source-findings.ts';
import type { Source } from '../ports/source-store.ts';
import type { Deps } from './deps.ts';

/** Whether a source has said nothing for longer than it may; one that is paused may, and so may one without a limit. */
export function isSilent(source: Source, activity: Pick<SourceActivity, 'lastAt'> | undefined, now: Instant): boolean {
  const { silentSeconds, paused = false, createdAt, changedAt } = source;
  if (silentSeconds === undefined || paused) return false;
  // A definition that was changed has had no chance to deliver before.
  const last = [createdAt, changedAt, activity?.lastAt ?? createdAt].sort().at(-1) ?? createdAt;
  return addSeconds(last, silentSeconds) <= now;
}

/** The ids of the sources that are silent. */
export async function silentSources(
  now: Instant,
  deps: Pick<Deps, 'sources' | 'findings'>,
): Promise<readonly string[]> {
  const watched = (await deps.sources.list()).filter(({ silentSeconds }) => silentSeconds !== undefined);
  if (watched.length === 0) return [];
  const activity = new Map((await deps.findings.activity()).map((one) => [one.source, one]));
  return watched.filter((source) => isSilent(source, activity.get(source.id), now)).map(({ id }) => id);
}
