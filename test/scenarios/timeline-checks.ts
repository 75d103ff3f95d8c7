import { expect } from 'vitest';
import type { LeadEvent } from '../../shared/domain/lead/events.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';

/** Splits a timeline into cycles, each beginning when the lead returns from nurture. */
function cyclesOf(events: readonly LeadEvent[]): readonly (readonly LeadEvent[])[] {
  return events.reduce<LeadEvent[][]>(
    (cycles, event) => {
      if (event.type === 'LeadRecycled') cycles.push([]);
      cycles.at(-1)?.push(event);
      return cycles;
    },
    [[]],
  );
}

/**
 * Expects that nobody got a lead back that they refused in the same cycle, and that it did not go round: fewer events a
 * cycle than `maxEvents`.
 */
export function expectNoLoop(events: readonly LeadEvent[], limits: Plan['limits'], maxEvents: number) {
  for (const cycle of cyclesOf(events)) {
    const refusers = new Set<string>();
    let owners = 0;
    for (const event of cycle) {
      if (event.type === 'LeadDeclined' || event.type === 'LeadMisrouted') refusers.add(event.data.rep);
      if (event.type !== 'LeadAssigned') continue;
      expect(refusers).not.toContain(event.data.rep);
      owners += 1;
    }
    expect(owners).toBeLessThanOrEqual(1 + limits.reassign + limits.refuse);
    expect(cycle.length).toBeLessThan(maxEvents);
  }
}

/** Expects that nobody got a lead as a backup while they were on leave, nor the lead of their own leave. */
export function expectBackupsPresent(events: readonly LeadEvent[], reps: readonly Partial<Rep>[]) {
  for (const [index, event] of events.entries()) {
    if (event.type !== 'LeadAssigned' || event.data.because !== 'backup') continue;
    const before = events.slice(0, index).findLast(({ type }) => type === 'LeadReleased');
    if (before?.type === 'LeadReleased') expect(event.data.rep).not.toBe(before.data.rep);
    const leaves = reps.find(({ id }) => id === event.data.rep)?.leaves ?? [];
    expect(leaves.filter(({ from, until }) => from <= event.at && event.at < until)).toEqual([]);
  }
}
