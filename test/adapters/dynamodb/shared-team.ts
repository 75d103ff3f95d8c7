import { expect } from 'vitest';
import { UNIT } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { holdOf, type Lead, workItemOf } from '../../../shared/domain/lead/lead.ts';
import type { Route, Target } from '../../../shared/domain/lead/routing-decision.ts';
import { replay, standingOf } from '../../../shared/domain/lead/transitions.ts';
import type { LeadStore } from '../../../shared/ports/lead-store.ts';
import type { RepStore } from '../../../shared/ports/rep-store.ts';
import { commitDone } from '../../support/builders/lead.ts';
import { minutes } from '../../support/builders/moment.ts';
import { move, received } from '../../support/builders/moves.ts';

/** Two teams that share all their reps. */
export const TEAMS = ['sdr', 'ae'] as const;
export const REPS = ['kim', 'lou', 'mia', 'noa', 'oda', 'pip'] as const;
/** Maximum number of leads the system assigns to one of them. */
export const CAP = 5;

/** Returns a lead that routing put into this team's queue, with plan version 1. */
export async function aRoutedLead(leads: LeadStore, team: string): Promise<Lead> {
  const first = await commitDone(
    leads,
    received({ score: { total: 80, fit: 40, behaviour: 40, band: 'hot', reasons: [] } }),
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
  const route: Route = {
    rule: 'demo',
    layer: 'territory',
    passedOver: [],
    outcome: 'assign',
    targets: [target, { kind: 'queue', queue: 'catch-all', rule: 'demo' }],
  };
  const waiting = { state: 'waiting', place: 'team', work, because: 'queued', accountable: 'mia' } as const;
  return commitDone(
    leads,
    move(first, 'LeadRouted', {
      data: { plan: 1, rule: 'demo', layer: 'territory', team, priority: 'normal' },
      stage: { ...waiting, lookAgainAt: minutes(5), fallBackAt: minutes(600) },
      patch: { routing: { plan: 1, at: first.receivedAt, route, target: 0 } },
    }),
  );
}

/** Checks all stored records of what happened against each other. Returns the leads for further checks. */
export async function expectBooksToAgree(
  { leads, reps }: { readonly leads: LeadStore; readonly reps: RepStore },
  ids: readonly string[],
): Promise<readonly Lead[]> {
  const stored = await leads.loadMany(ids);
  const timelines = await Promise.all(ids.map((id) => leads.timeline(id)));
  expect(stored).toHaveLength(ids.length);

  for (const [at, lead] of stored.entries()) expect(replay(timelines[at] ?? [])).toEqual(standingOf(lead));

  const holds = await Promise.all(
    REPS.map(async (rep) => (await reps.holds(rep)).map(({ lead, weight, team }) => ({ lead, rep, weight, team }))),
  );
  const held = stored.flatMap((lead) => {
    const hold = holdOf(lead);
    return hold ? [{ lead: lead.id, ...hold }] : [];
  });
  expect(sorted(holds.flat())).toEqual(sorted(held));

  const given = timelines.flat().flatMap((event) => (event.type === 'LeadAssigned' ? [event.data] : []));
  for (const [at, rep] of REPS.entries()) {
    const load = await reps.load(rep);
    expect(load.open).toBe(holds[at]?.length);
    expect(Object.values(load.days).reduce((sum, count) => sum + count, 0)).toBe(
      given.filter((data) => data.rep === rep).length,
    );
  }

  for (const team of TEAMS) {
    const queue = await leads.queue(team, { limit: 1000 });
    const waiting = stored.filter((lead) => workItemOf(lead)?.team === team);
    expect(queue.items.map(({ lead }) => lead).sort()).toEqual(waiting.map(({ id }) => id).sort());

    const { ledger } = await leads.ledger(team);
    const accounts = Object.values(ledger.accounts).flatMap((byRep) => Object.values(byRep));
    const sum = (column: 'credit' | 'received' | 'earned' | 'adjusted') =>
      accounts.reduce((total, account) => total + account[column], 0);
    const turns = given.filter((data) => data.team === team && data.placedBy === 'robot').length;
    expect([sum('credit'), sum('adjusted')]).toEqual([0, 0]);
    expect([sum('received'), sum('earned')]).toEqual([turns * UNIT, turns * UNIT]);
  }
  return stored;
}

function sorted<Held extends { readonly lead: string; readonly rep: string }>(holds: readonly Held[]): readonly Held[] {
  return holds.toSorted((a, b) => (`${a.lead} ${a.rep}` < `${b.lead} ${b.rep}` ? -1 : 1));
}
