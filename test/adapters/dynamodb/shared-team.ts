import { expect } from 'vitest';
import { UNITS_PER_LEAD } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { holdOf, type Lead, workItemOf } from '../../../shared/domain/lead/lead.ts';
import type { RoutingDecision, Target } from '../../../shared/domain/lead/routing-decision.ts';
import { lifecycleStateOf, replayTimeline } from '../../../shared/domain/lead/transitions.ts';
import type { LeadStore } from '../../../shared/ports/lead-store.ts';
import type { RepStore } from '../../../shared/ports/rep-store.ts';
import { commitOrThrow } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { makeTransition, receiveLead } from '../../support/builders/moves.ts';

/** Two teams that share all their reps. */
export const TEAMS = ['sdr', 'ae'] as const;
export const REPS = ['kim', 'lou', 'mia', 'noa', 'oda', 'pip'] as const;
/** Maximum number of leads the system assigns to one of them. */
export const CAP = 5;

/** Returns a lead that routing put into this team's queue, with plan version 1. */
export async function aRoutedLead(leads: LeadStore, team: string): Promise<Lead> {
  const first = await commitOrThrow(
    leads,
    receiveLead({ score: { total: 80, fit: 40, behaviour: 40, band: 'hot', reasons: [] } }),
  );
  const work = { team, priority: 'normal', since: first.receivedAt } as const;
  const target: Target = {
    kind: 'team',
    team,
    rule: 'demo',
    sla: 'demo',
    need: [],
    relax: [],
    priority: 'normal',
    closed: { kind: 'hold' },
  };
  const route: RoutingDecision = {
    rule: 'demo',
    layer: 'territory',
    passedOver: [],
    outcome: 'assign',
    targets: [target, { kind: 'queue', queue: 'catch-all', rule: 'demo' }],
  };
  const waiting = { state: 'waiting', place: 'team', workItem: work, because: 'queued', accountable: 'mia' } as const;
  return commitOrThrow(
    leads,
    makeTransition(first, 'LeadRouted', {
      data: { plan: 1, rule: 'demo', layer: 'territory', team, priority: 'normal' },
      stage: { ...waiting, lookAgainAt: minutesAfterMonday(5), fallBackAt: minutesAfterMonday(600) },
      patch: { routing: { plan: 1, at: first.receivedAt, route, target: 0 } },
    }),
  );
}

/** Checks all stored records of what happened against each other. Returns the leads for further checks. */
export async function expectConsistentRecords(
  { leads, reps }: { readonly leads: LeadStore; readonly reps: RepStore },
  ids: readonly string[],
): Promise<readonly Lead[]> {
  const stored = await leads.loadMany(ids);
  const timelines = await Promise.all(ids.map((id) => leads.timeline(id)));
  expect(stored).toHaveLength(ids.length);

  for (const [at, lead] of stored.entries())
    expect(replayTimeline(timelines[at] ?? [])).toEqual(lifecycleStateOf(lead));

  const holds = await Promise.all(
    REPS.map(async (rep) => (await reps.holdsOf(rep)).map(({ lead, weight, team }) => ({ lead, rep, weight, team }))),
  );
  const held = stored.flatMap((lead) => {
    const hold = holdOf(lead);
    return hold ? [{ lead: lead.id, ...hold }] : [];
  });
  expect(sortHolds(holds.flat())).toEqual(sortHolds(held));

  const given = timelines.flat().flatMap((event) => (event.type === 'LeadAssigned' ? [event.data] : []));
  for (const [at, rep] of REPS.entries()) {
    const load = await reps.loadOf(rep);
    expect(load.open).toBe(holds[at]?.length);
    expect(Object.values(load.days).reduce((sum, count) => sum + count, 0)).toBe(
      given.filter((data) => data.rep === rep).length,
    );
  }

  for (const team of TEAMS) {
    // Writers that gave up may have left entries that are not true; each of them can be removed.
    const entries = (await leads.queue(team, { limit: 1000 })).items;
    await leads.removeUntrueEntries(entries);
    const queue = await leads.queue(team, { limit: 1000 });
    const waiting = stored.filter((lead) => workItemOf(lead)?.team === team);
    expect(queue.items.map(({ lead }) => lead).sort()).toEqual(waiting.map(({ id }) => id).sort());

    const { ledger } = await leads.ledger(team);
    const accounts = Object.values(ledger.entries).flatMap((byRep) => Object.values(byRep));
    const sum = (column: 'credit' | 'received' | 'earned' | 'adjusted') =>
      accounts.reduce((total, account) => total + account[column], 0);
    const turns = given.filter((data) => data.team === team && data.placedBy === 'system').length;
    expect([sum('credit'), sum('adjusted')]).toEqual([0, 0]);
    expect([sum('received'), sum('earned')]).toEqual([turns * UNITS_PER_LEAD, turns * UNITS_PER_LEAD]);
  }
  return stored;
}

function sortHolds<Held extends { readonly lead: string; readonly rep: string }>(
  holds: readonly Held[],
): readonly Held[] {
  return holds.toSorted((a, b) => (`${a.lead} ${a.rep}` < `${b.lead} ${b.rep}` ? -1 : 1));
}
