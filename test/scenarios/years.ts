import { addSeconds, earliest, type Instant } from '../../shared/domain/instant.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { sweep } from '../../shared/use-cases/sweep/sweep.ts';

/**
 * Turns off everything that runs on its own except the sweep, so that years pass from date to date and not from minute
 * to minute.
 */
export const SWEEP_ONLY = { timers: false, sweep: false, recycling: false } as const;

const LIMITS = { cap: 200, headStartSeconds: 0, recyclingHeadStartSeconds: 0 };
const MINUTE = 60;

/** Advances time by `seconds`. At each due date of a lead the sweep does what is due, no more than a minute later. */
export async function advanceByDueDates(baton: VirtualBaton, seconds: number): Promise<void> {
  const until = addSeconds(baton.now, seconds);
  await baton.settle();
  for (;;) {
    const next = earliest(...baton.deps.world.dueDates.values());
    if (next === undefined || next > until) break;
    baton.now = laterOf(next, addSeconds(baton.now, MINUTE));
    const { failed } = await sweep(baton.now, LIMITS, baton.deps);
    if (failed.length > 0) throw new Error(`the sweep failed: ${JSON.stringify(failed)}`);
    await baton.settle();
  }
  baton.now = laterOf(until, baton.now);
}

function laterOf(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
