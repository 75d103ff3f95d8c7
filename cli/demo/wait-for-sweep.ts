import { secondsBetween } from '../../shared/domain/instant.ts';
import type { Display } from './display.ts';
import type { Seen } from './expected-path.ts';
import type { HttpStage } from './http-target.ts';
import type { Watch } from './poll-leads.ts';

/** The sweep runs every minute; leads whose step is due later are not waited for. */
const SWEEP_SECONDS = 60;
const LONGEST_SECONDS = 4 * SWEEP_SECONDS;

/** What happened to leads whose timer was lost with the cloud. */
export interface Healed {
  /** Leads that had a timer when the cloud was stopped. */
  readonly orphans: number;
  /** Of these, the leads with a step due within a minute of the restart. */
  readonly due: number;
  /** Of these, the leads that took the step. */
  readonly healed: number;
}

/**
 * Waits for the sweep. The executions that ran when the cloud was stopped are lost; this waits until the sweep has
 * taken their steps for every lead with a step due by now.
 */
export async function waitForHealing(
  known: readonly string[],
  { watch, stage, display }: { readonly watch: Watch; readonly stage: HttpStage; readonly display: Display },
): Promise<Healed> {
  await watch.look();
  const orphans = known.flatMap((name) => {
    const seen = watch.seen(name);
    return seen?.lead.stage.state === 'assigned' ? [{ name, before: seen }] : [];
  });
  const startedAt = stage.now();
  const due = orphans.filter(({ before }) => secondsBetween(startedAt, before.lead.dueAt ?? startedAt) < SWEEP_SECONDS);
  const movedOn = () => due.filter(({ name, before }) => hasMovedOn(before, watch.seen(name)));
  display.say(`Leads whose timer was lost with the cloud: ${orphans.length}. Due by now: ${due.length}.`);
  let told = 0;
  while (movedOn().length < due.length && secondsBetween(startedAt, stage.now()) < LONGEST_SECONDS) {
    await stage.pause(1);
    await watch.look();
    if (movedOn().length > told) {
      told = movedOn().length;
      display.say(`  ${told} of ${due.length} healed by the sweep`);
    }
  }
  return { orphans: orphans.length, due: due.length, healed: movedOn().length };
}

function hasMovedOn(before: Seen, now: Seen | undefined): boolean {
  return now !== undefined && now.lead.version > before.lead.version;
}
