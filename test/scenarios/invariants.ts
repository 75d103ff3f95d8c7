import { expect } from 'vitest';
import { holdOf, workItemOf } from '../../shared/domain/lead/lead.ts';
import { queueNameOf } from '../../shared/domain/lead/stage.ts';
import { lifecycleStateOf, replayTimeline } from '../../shared/domain/lead/transitions.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { passedOverRulesOf } from '../../shared/use-cases/routing/passed-over-rules.ts';
import { replayLead } from '../../shared/use-cases/routing/replay-lead.ts';

/**
 * Asserts what must hold at any moment, whatever goes wrong: every open lead has a date and an accountable human; it is
 * held by one rep, queued once, or neither; loads are the sums of holds; the timeline rebuilds the state; what routing
 * decided can be derived again; every decision replays; and the ledgers add up.
 */
export async function expectInvariants(baton: VirtualBaton): Promise<void> {
  const { world, leads, reps } = baton.deps;
  const held = new Map<string, string[]>();
  const slots = new Map<string, number>();
  const queued = new Map<string, string[]>();
  for (const lead of world.leads.values()) {
    expect(replayTimeline(await leads.timeline(lead.id))).toEqual(lifecycleStateOf(lead));
    if (lead.stage.state !== 'closed')
      expect(lead).toMatchObject({ dueAt: expect.any(String), accountable: expect.any(String) });
    if (lead.routing) expect(await passedOverRulesOf(lead, baton.deps)).toBeDefined();
    const { route, assignments } = await replayLead(lead, baton.deps);
    expect([route, ...assignments].filter(({ outcome }) => outcome === 'different')).toEqual([]);
    const hold = holdOf(lead);
    if (hold) {
      held.set(hold.rep, [...(held.get(hold.rep) ?? []), lead.id]);
      slots.set(hold.rep, (slots.get(hold.rep) ?? 0) + hold.weight);
    }
    const work = workItemOf(lead);
    const queue = work && queueNameOf(work);
    if (queue !== undefined) queued.set(queue, [...(queued.get(queue) ?? []), lead.id]);
  }
  for (const rep of world.reps.keys()) {
    const holds = (await reps.holdsOf(rep)).map(({ lead }) => lead);
    expect([...holds].sort()).toEqual([...(held.get(rep) ?? [])].sort());
    expect((await reps.loadOf(rep)).open).toBe(slots.get(rep) ?? 0);
  }
  for (const [queue, items] of world.queues)
    expect([...items.keys()].sort()).toEqual([...(queued.get(queue) ?? [])].sort());
  for (const ledger of world.ledgers.values()) {
    for (const entries of Object.values(ledger.entries)) {
      const columns = Object.values(entries);
      for (const { received, earned, credit, adjusted } of columns) expect(received - earned).toBe(adjusted - credit);
      expect(columns.reduce((sum, { credit }) => sum + credit, 0)).toBe(0);
    }
  }
}
