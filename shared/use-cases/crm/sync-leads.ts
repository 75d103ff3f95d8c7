import type { CrmFailure } from '../../domain/crm/crm-failure.ts';
import type { CrmLink } from '../../domain/crm/crm-link.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { ownValue } from '../../domain/own-value.ts';
import { canLeaveBaton } from '../../domain/shadow/shadow-mode.ts';
import { delaySecondsUntil } from '../../domain/webhooks/retry.ts';
import { loadLeads } from '../load-leads.ts';
import { chooseNudge } from './choose-nudge.ts';
import { type PlannedSync, planSync } from './plan-sync.ts';
import type { CrmConnection, ReceivedNudge, SyncDeps, SyncResult } from './sync-deps.ts';
import { writePlanned } from './write-planned.ts';

/** How long one writer may have a lead for itself. Longer than a run of the function. */
const CLAIM_SECONDS = 120;
/** When to look again at a lead that another writer has. */
const BUSY_SECONDS = 10;

/** A lead to look at, with what is known of its record. */
interface Wanted {
  readonly lead: Lead;
  readonly link: CrmLink | undefined;
}

/**
 * Brings the CRM's records of some leads to what the leads are now: loads them, compares each with what was written
 * last, and writes the difference, all leads in common. A nudge claims nothing, so those that come twice, late or out of
 * order do no harm. One writer at a time has a lead.
 * @returns one result for each nudge, in the same order
 * @throws when a store or a queue fails; the nudges are received again.
 */
export async function syncLeads(
  nudges: readonly ReceivedNudge[],
  now: Instant,
  deps: SyncDeps,
): Promise<readonly SyncResult[]> {
  const [connection, mode] = await Promise.all([deps.connection(), deps.mode()]);
  const ids = [...new Set(nudges.map(({ nudge }) => nudge.lead))];
  if (!connection) return nudges.map(({ nudge }) => resultOf(nudge.lead, 'dropped'));
  const [{ leads, unreadable }, links] = await Promise.all([loadLeads(ids, deps), deps.links.load(ids)]);
  const results = new Map<string, SyncResult>(unreadable.map((id) => [id, resultOf(id, 'unreadable')]));
  const wanted: Wanted[] = [];
  for (const received of nudges) {
    const { lead: id, dueAt } = received.nudge;
    const link = links.find(({ lead }) => lead === id);
    const choice = chooseNudge(received, link, now);
    if (choice === 'postponed') await deps.nudges.send([received.nudge], delaySecondsUntil(dueAt ?? now, now));
    const lead = leads.find((one) => one.id === id);
    // Of several nudges of one lead, the one that goes counts.
    if (choice !== 'go') results.set(id, results.get(id) ?? resultOf(id, choice));
    else if (lead && canLeaveBaton(lead, mode) && !wanted.some((one) => one.lead === lead)) wanted.push({ lead, link });
    else if (!results.has(id)) results.set(id, resultOf(id, 'dropped'));
  }
  for (const result of await syncWanted(wanted, { connection, now }, deps)) results.set(result.lead, result);
  return nudges.map(({ nudge }) => results.get(nudge.lead) ?? resultOf(nudge.lead, 'dropped'));
}

async function syncWanted(
  wanted: readonly Wanted[],
  { connection, now }: { readonly connection: CrmConnection; readonly now: Instant },
  deps: SyncDeps,
): Promise<readonly SyncResult[]> {
  if (wanted.length === 0) return [];
  const users = await connection.crm.users();
  const context = { ...connection, users: users.ok ? users.value : [], now };
  const results: SyncResult[] = [];
  const claimed: PlannedSync[] = [];
  for (const { lead, link } of wanted) {
    const planned = await planSync(lead, link, context, deps);
    if (!planned) {
      if (link?.status === 'retrying') await deps.links.save(settled(link));
      results.push(resultOf(lead.id, 'unchanged'));
      continue;
    }
    const ownerProperty = connection.crm.ownerProperty;
    const isFree = !hasOtherWithSameEmail(planned, claimed);
    const own = isFree ? await claim(planned, { ownerProperty, now }, deps) : undefined;
    if (own) claimed.push(own);
    else {
      await deps.nudges.send([{ lead: lead.id }], BUSY_SECONDS);
      results.push(resultOf(lead.id, 'postponed'));
    }
  }
  const failure: CrmFailure | undefined = users.ok ? undefined : users.problem;
  return [...results, ...(await writePlanned(claimed, { crm: connection.crm, now, failure }, deps))];
}

/**
 * A task that is to be made is noted first: whatever fails then, the CRM is asked for it before it is made again. So is
 * an owner: whatever fails then, it is known as ours when the CRM tells of it.
 */
async function claim(
  planned: PlannedSync,
  { ownerProperty, now }: { readonly ownerProperty: string; readonly now: Instant },
  deps: Pick<SyncDeps, 'links'>,
): Promise<PlannedSync | undefined> {
  const { link, taskChange, values } = planned;
  const owner = ownValue(values, ownerProperty);
  const noted = {
    ...link,
    ...(taskChange?.kind === 'make' && { task: { ...taskChange.task, state: 'making' as const } }),
    ...(owner !== undefined && { unconfirmedOwners: [...new Set([...(link.unconfirmedOwners ?? []), owner])] }),
  };
  const own = await deps.links.claim(noted, { now, until: addSeconds(now, CLAIM_SECONDS) });
  return own && { ...planned, link: own };
}

/** Returns the link of a lead that is due no other attempt, since nothing is left to write. */
function settled({ because: _, nextAt: __, ...link }: CrmLink): CrmLink {
  return { ...link, status: 'synced', attempts: 0 };
}

/** Two leads of one person would make two records at once. */
function hasOtherWithSameEmail({ person }: PlannedSync, others: readonly PlannedSync[]): boolean {
  return person.email !== undefined && others.some((other) => other.person.email === person.email);
}

function resultOf(lead: string, outcome: SyncResult['outcome']): SyncResult {
  return { lead, outcome, problems: [] };
}
