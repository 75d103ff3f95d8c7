import { crmReasonText } from '../../shared/domain/crm/crm-failure.ts';
import type { CrmLink } from '../../shared/domain/crm/crm-link.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { OPEN_LEAD_STATES } from '../../shared/domain/lead/stage.ts';
import { canLeaveBaton, type Mode } from '../../shared/domain/shadow/shadow-mode.ts';
import type { CrmLinkStore } from '../../shared/ports/crm-link-store.ts';
import type { CrmNudges } from '../../shared/ports/crm-nudges.ts';
import type { LeadStore } from '../../shared/ports/lead-store.ts';
import { type PlanContext, planSync } from '../../shared/use-cases/crm/plan-sync.ts';
import type { CrmConnection, SyncDeps } from '../../shared/use-cases/crm/sync-deps.ts';

const PAGE = 100;
/** Nudges are sent in portions, six a minute. */
const PORTIONS_PER_MINUTE = 6;
const SECONDS_PER_PORTION = 60 / PORTIONS_PER_MINUTE;

/** What a backfill needs. */
export interface BackfillDeps extends Pick<SyncDeps, 'reps' | 'doNotContact' | 'mode'> {
  readonly leads: SyncDeps['leads'] & Pick<LeadStore, 'list'>;
  readonly links: Pick<CrmLinkStore, 'load'>;
  readonly nudges: CrmNudges;
  readonly sleep: (seconds: number) => Promise<void>;
  /** Shows how far it has come. */
  readonly report: (line: string) => void;
}

/** What would be written about the open leads. */
interface Preview {
  readonly leads: string[];
  looked: number;
  readonly counts: { newRecords: number; changedRecords: number; tasks: number; withoutOwner: number };
}

/**
 * Looks through all open leads for those whose record is missing or out of date; with `apply`, has them written at this
 * pace by nudges, which claim nothing: what changes meanwhile does no harm, and neither does a second run.
 */
export async function backfill(
  connection: CrmConnection,
  { apply, perMinute, now }: { readonly apply: boolean; readonly perMinute: number; readonly now: Instant },
  deps: BackfillDeps,
): Promise<readonly string[]> {
  const users = await connection.crm.users();
  if (!users.ok) throw new Error(crmReasonText(users.problem));
  const mode = await deps.mode();
  if (mode === 'shadow') return ['Baton is in shadow mode: nothing is written.'];
  const found = await preview({ ...connection, users: users.value, now }, mode, deps);
  const { newRecords, changedRecords, tasks, withoutOwner } = found.counts;
  const lines = [
    `${found.looked} open leads, ${found.leads.length} to write:`,
    `  ${newRecords} without a known record: found by address, or made`,
    `  ${changedRecords} with a record that is out of date`,
    `  ${tasks} tasks made, moved or completed`,
    `  ${withoutOwner} whose rep is no user of the CRM, so without an owner`,
  ];
  if (!apply) return [...lines, 'Nothing is written. To write it: --apply'];
  await sendAtPace(found.leads, perMinute, deps);
  return [...lines, `${found.leads.length} leads are in the queue. The timeline of each shows how it ends.`];
}

async function preview(context: PlanContext, mode: Mode, deps: BackfillDeps): Promise<Preview> {
  const found: Preview = {
    leads: [],
    looked: 0,
    counts: { newRecords: 0, changedRecords: 0, tasks: 0, withoutOwner: 0 },
  };
  for (const state of OPEN_LEAD_STATES) {
    let cursor: string | undefined;
    do {
      const page = await deps.leads.list({ by: { state }, limit: PAGE, cursor });
      const links = new Map((await deps.links.load(page.items.map(({ id }) => id))).map((link) => [link.lead, link]));
      for (const lead of page.items) {
        found.looked += 1;
        if (!canLeaveBaton(lead, mode)) continue;
        const planned = await planSync(lead, links.get(lead.id), context, deps);
        if (planned) count(found, planned, links.get(lead.id));
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return found;
}

function count(
  found: Preview,
  planned: NonNullable<Awaited<ReturnType<typeof planSync>>>,
  link: CrmLink | undefined,
): void {
  found.leads.push(planned.lead.id);
  if (link?.record === undefined) found.counts.newRecords += 1;
  else if (Object.keys(planned.values).length > 0) found.counts.changedRecords += 1;
  if (planned.taskChange) found.counts.tasks += 1;
  if (planned.problems.some(({ code }) => code === 'owner_unmapped')) found.counts.withoutOwner += 1;
}

async function sendAtPace(
  leads: readonly string[],
  perMinute: number,
  { nudges, sleep, report }: BackfillDeps,
): Promise<void> {
  const portion = Math.max(1, Math.floor(perMinute / PORTIONS_PER_MINUTE));
  for (let start = 0; start < leads.length; start += portion) {
    if (start > 0) await sleep(SECONDS_PER_PORTION);
    await nudges.send(
      leads.slice(start, start + portion).map((lead) => ({ lead })),
      0,
    );
    report(`${Math.min(start + portion, leads.length)} of ${leads.length}`);
  }
}
