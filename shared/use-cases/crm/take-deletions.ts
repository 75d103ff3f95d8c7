import type { CrmDeletion } from '../../domain/crm/crm-change.ts';
import { goneLink, isGone } from '../../domain/crm/crm-link.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { leadOfRecord } from './lead-of-record.ts';
import type { ReadingContext, ReadingDeps, TakenChange } from './reading-deps.ts';

/** How long nobody may write to the record meanwhile. Longer than a run of the function. */
const CLAIM_SECONDS = 120;

/**
 * Notes that records were deleted in the CRM, so that their leads' timelines say so and nothing is written there any more.
 * The CRM is asked whether they are: a record that was merged or restored is none. What is missed is found out by the
 * next write.
 * @param records the CRM's ids
 * @throws when a store fails
 */
export async function takeDeletions(
  records: readonly string[],
  now: Instant,
  deps: ReadingDeps,
): Promise<readonly TakenChange[]> {
  const connection = records.length === 0 ? undefined : await deps.connection();
  if (!connection || (await deps.mode()) === 'shadow') return [];
  const deleted = await connection.changes.deleted(records);
  if (!deleted.ok) return [];
  const taken: TakenChange[] = [];
  for (const about of deleted.value) taken.push(await takeDeletion({ about }, { ...connection, now }, deps));
  return taken;
}

/**
 * Notes that a record was deleted, as {@link takeDeletions}, or that it was merged: then the one that is left is the
 * lead's record from now on.
 * @throws when a store fails
 */
export async function takeDeletion(
  { about, mergedInto }: Pick<CrmDeletion, 'about' | 'mergedInto'>,
  { settings, now }: Pick<ReadingContext, 'settings' | 'now'>,
  deps: ReadingDeps,
): Promise<TakenChange> {
  const found = await leadOfRecord(about, settings.system, deps);
  if (!found) return { outcome: 'other' };
  const { lead: leadId, link } = found;
  if (link?.record !== about.record || isGone(link)) return { outcome: 'other', leadId };
  const claimed = await deps.links.claim(link, { now, until: addSeconds(now, CLAIM_SECONDS) });
  // Whoever is writing to it finds out.
  if (!claimed) return { outcome: 'busy', leadId };
  if (mergedInto !== undefined) {
    await deps.links.save({ ...claimed, record: mergedInto });
    return { outcome: 'record_merged', leadId };
  }
  await deps.links.save(goneLink(claimed, now));
  return { outcome: 'record_gone', leadId };
}
