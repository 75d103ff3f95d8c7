import { secondsBetween } from '../../shared/domain/instant.ts';
import type { Display } from './display.ts';
import type { LeadSnapshot } from './expected-path.ts';
import type { HttpScenarioTarget } from './http-target.ts';
import type { LeadPoller } from './poll-leads.ts';

/** The sweep runs every minute; leads whose step is due later are not waited for. */
const SWEEP_SECONDS = 60;
const MAX_WAIT_SECONDS = 4 * SWEEP_SECONDS;

/** What happened to leads whose timer was lost with the cloud. */
export interface SweepHealing {
  /** Leads that had a timer when the cloud was stopped. */
  readonly withoutTimer: number;
  /** Of these, the leads with a step due within a minute of the restart. */
  readonly due: number;
  /** Of these, the leads that took the step. */
  readonly healed: number;
}

/**
 * Waits for the sweep. The executions that ran when the cloud was stopped are lost; this waits until the sweep has
 * taken their steps for every lead with a step due by now.
 */
export async function waitForSweep(
  known: readonly string[],
  {
    watch,
    stage,
    display,
  }: { readonly watch: LeadPoller; readonly stage: HttpScenarioTarget; readonly display: Display },
): Promise<SweepHealing> {
  await watch.poll();
  const orphans = known.flatMap((name) => {
    const seen = watch.seen(name);
    return seen?.lead.stage.state === 'assigned' ? [{ name, before: seen }] : [];
  });
  const startedAt = stage.now();
  const due = orphans.filter(({ before }) => secondsBetween(startedAt, before.lead.dueAt ?? startedAt) < SWEEP_SECONDS);
  const healedLeads = () => due.filter(({ name, before }) => hasChanged(before, watch.seen(name)));
  display.print(`Leads whose timer was lost with the cloud: ${orphans.length}. Due by now: ${due.length}.`);
  let reported = 0;
  while (healedLeads().length < due.length && secondsBetween(startedAt, stage.now()) < MAX_WAIT_SECONDS) {
    await stage.wait(1);
    await watch.poll();
    if (healedLeads().length > reported) {
      reported = healedLeads().length;
      display.print(`  ${reported} of ${due.length} healed by the sweep`);
    }
  }
  return { withoutTimer: orphans.length, due: due.length, healed: healedLeads().length };
}

function hasChanged(before: LeadSnapshot, now: LeadSnapshot | undefined): boolean {
  return now !== undefined && now.lead.version > before.lead.version;
}
