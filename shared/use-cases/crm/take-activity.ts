import type { CrmActivity } from '../../domain/crm/crm-change.ts';
import { recordActivity } from '../answers/record-activity.ts';
import { leadsOfRecords } from './lead-of-record.ts';
import type { ReadingContext, ReadingDeps, TakenChange } from './reading-deps.ts';

/**
 * Records an activity that was logged in the CRM, once for each lead that it is about. A reply is by the person, all
 * else by the rep behind the CRM's user. What the plan does not count is noted, and stops no clock.
 */
export async function takeActivity(
  { id, kind, at, seconds, user, about }: CrmActivity,
  { settings: { system }, crm: { ownerProperty }, repOf, now }: ReadingContext,
  deps: ReadingDeps,
): Promise<readonly TakenChange[]> {
  const taken: TakenChange[] = [];
  for (const found of await leadsOfRecords(about, system, deps)) {
    const rep = repOf(user);
    const owner = found.link?.written[ownerProperty];
    const result = await recordActivity(
      {
        lead: found.lead,
        kind,
        at,
        direction: kind === 'reply' ? 'inbound' : 'outbound',
        ...(rep !== undefined && { rep }),
        ...(seconds !== undefined && { seconds }),
        ...(owner && repOf(owner.value) === rep && { ownedSince: owner.at }),
        via: system,
        // As for an activity that is posted with the CRM's id, so that both count as one.
        key: `activity:${deps.hash(JSON.stringify([system, id]))}`,
      },
      now,
      deps,
    );
    if (result.outcome === 'refused') {
      taken.push({ outcome: 'refused', leadId: found.lead, because: result.because });
      continue;
    }
    const answered = result.outcome === 'first_response' ? { answered: result.lead } : {};
    taken.push({ outcome: 'activity', leadId: found.lead, ...answered });
  }
  return taken;
}
