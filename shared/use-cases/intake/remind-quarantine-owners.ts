import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Deps } from '../deps.ts';

/** Seconds until the owner of a quarantined delivery is reminded again. */
const REMIND_AGAIN_SECONDS = 24 * 3600;

/**
 * Reminds the owners of overdue quarantined deliveries: postpones each by a day, so that its owner is reminded once a
 * day at most.
 * @returns the ids of the overdue deliveries
 */
export async function remindQuarantineOwners(
  now: Instant,
  limit: number,
  deps: Pick<Deps, 'deliveries'>,
): Promise<readonly string[]> {
  const { items } = await deps.deliveries.quarantined({ limit });
  const overdue = items.filter(({ status }) => status.dueAt <= now);
  for (const { id, status } of overdue) {
    const { dueAt, reminders = 0 } = status;
    const later = dueAt > addSeconds(now, -REMIND_AGAIN_SECONDS) ? dueAt : now;
    await deps.deliveries.saveStatus(id, {
      ...status,
      dueAt: addSeconds(later, REMIND_AGAIN_SECONDS),
      reminders: reminders + 1,
    });
  }
  return overdue.map(({ id }) => id);
}
