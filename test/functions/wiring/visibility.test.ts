import { beforeEach, describe, expect, it } from 'vitest';
import { assignManually } from '../../../functions/manage-leads/assign-manually.ts';
import { getDecision, getLead, getTimeline, listLeads } from '../../../functions/manage-leads/show-leads.ts';
import { changeAvailability } from '../../../functions/manage-reps/change-rep.ts';
import { getLedger, getRep, listMembers } from '../../../functions/manage-reps/show-rep.ts';
import { recordAnswer } from '../../../functions/record-answer/record-answer.ts';
import { reviewMisroute } from '../../../functions/record-answer/review-misroute.ts';
import { getMetrics } from '../../../functions/show-reports/get-metrics.ts';
import { getReviews } from '../../../functions/show-reports/get-reviews.ts';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { ACCESS, type GuardedRoute, scopeFor } from '../../../shared/api/access.ts';
import { ROLES } from '../../../shared/domain/team/role.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { storeTally } from '../../support/builders/tally.ts';

type Handler = (call: never, deps: never) => Promise<object>;
const RANGE = { from: '2026-11-23', to: '2026-11-23', by: 'team' };

// Of `sdr`: manager mia, rep kim with a lead. Of `ae`: manager ana, rep lou with a lead.
const CALLERS = { rep: 'kim', manager: 'mia', admin: 'dana' } as const;
const SIDES = { theirs: { rep: 'kim', team: 'sdr' }, others: { rep: 'lou', team: 'ae' } } as const;
type Side = keyof typeof SIDES;

const turnOf = (side: Side) => ({ ...SIDES[side], band: 'hot', reason: 'territory', at: minutesAfterMonday(1) });

let deps: InMemoryDeps;
let leads: Readonly<Record<Side, { readonly id: string; readonly epoch: number }>>;
beforeEach(async () => {
  deps = createInMemoryDeps();
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan() })));
  const [kim, lou] = [aRep(), aRep({ id: 'lou', teams: { ae: 1 } })];
  await saveReps(
    deps.reps,
    kim,
    lou,
    aRep({ id: 'lea' }),
    aRep({ id: 'max', teams: { ae: 1 } }),
    aRep({ id: 'mia', teams: {} }),
  );
  leads = {
    theirs: await aStoredLead(deps.leads, 'assigned', { ...SIDES.theirs, creditsToReview: [turnOf('theirs')] }),
    others: await aStoredLead(deps.leads, 'assigned', { ...SIDES.others, creditsToReview: [turnOf('others')] }),
  };
  const cell = { day: '2026-11-23', source: 'website' };
  storeTally(deps.world, {
    postings: ['sdr', 'ae'].map((team) => ({ to: { cell: { ...cell, team } }, counters: { received: 1 } })),
  });
});

/** How each route is called about something of one side. */
const CALLS: Readonly<Partial<Record<GuardedRoute, readonly [Handler, (side: Side) => object]>>> = {
  listLeads: [listLeads, (side) => ({ query: { owner: SIDES[side].rep, limit: 25 } })],
  getLead: [getLead, (side) => ({ params: leads[side] })],
  getTimeline: [getTimeline, (side) => ({ params: leads[side] })],
  getDecision: [getDecision, (side) => ({ params: leads[side], query: {} })],
  recordAnswer: [
    recordAnswer,
    (side) => ({ params: leads[side], body: { answer: 'contacted', epoch: leads[side].epoch } }),
  ],
  reviewMisroute: [
    reviewMisroute,
    (side) => ({ params: { id: leads[side].id, rep: SIDES[side].rep }, body: { credit: 'given' } }),
  ],
  assignManually: [
    assignManually,
    (side) => ({
      params: leads[side],
      body: { rep: side === 'theirs' ? 'lea' : 'max', epoch: leads[side].epoch, overCap: false },
    }),
  ],
  getRep: [getRep, (side) => ({ params: { id: SIDES[side].rep } })],
  changeAvailability: [changeAvailability, (side) => ({ params: { id: SIDES[side].rep }, body: { active: true } })],
  listMembers: [listMembers, (side) => ({ params: { id: SIDES[side].team } })],
  getLedger: [getLedger, (side) => ({ params: { id: SIDES[side].team } })],
};

const withStores = () => ({
  ...deps,
  webhooks: { deliveries: async () => [] },
  notices: { list: async () => [] },
  crmLinks: { load: async () => [] },
  publicHolidays: async () => [],
});
function ask(handler: Handler, request: object, caller: { readonly role: string; readonly repId?: string }) {
  const call = { ...request, principal: { keyId: 'k', ...caller }, now: minutesAfterMonday(3) };
  const log = { info: () => undefined };
  return handler({ ...call, log, meter: { add: () => undefined } } as never, withStores() as never);
}

/** Reports are filtered instead of refused; they are tested below. */
const FILTERED = ['getMetrics', 'getReviews'];
const reaching = (Object.keys(ACCESS) as GuardedRoute[]).flatMap((name) =>
  ROLES.flatMap((role) => {
    const scope = scopeFor(name, role);
    return scope !== undefined && Object.values(ACCESS[name]).some((one) => one !== 'all') && !FILTERED.includes(name)
      ? [{ name, role, scope }]
      : [];
  }),
);

describe('the table of access', () => {
  it.each(reaching)('lets a $role do $scope on $name', async ({ name, role, scope }) => {
    const [handler, request] = CALLS[name] ?? [];
    if (!handler || !request) throw new Error(`no call of ${name} here`);
    const caller = { role, repId: CALLERS[role] };
    expect(await ask(handler, request('theirs'), caller)).toMatchObject({ status: 200 });
    const others = await ask(handler, request('others'), caller);
    if (scope === 'all') expect(others).toMatchObject({ status: 200 });
    else expect(others).toMatchObject({ kind: 'forbidden' });
  });

  it.each(reaching.filter(({ scope }) => scope === 'teams'))(
    'lets the key of a machine do all on $name',
    async ({ name, role }) => {
      const [handler, request] = CALLS[name] ?? [];
      if (handler && request) expect(await ask(handler, request('others'), { role })).toMatchObject({ status: 200 });
    },
  );
});

describe('a manager', () => {
  const mia = { role: 'manager', repId: 'mia' };

  it('lists a team of theirs, no other, and of a state only what is theirs', async () => {
    const list = (query: object) => ask(listLeads, { query: { limit: 25, ...query } }, mia);
    expect(await list({ team: 'sdr' })).toMatchObject({ body: { leads: [{ id: leads.theirs.id }] } });
    expect(await list({ team: 'ae' })).toMatchObject({ kind: 'forbidden' });
    expect(await list({ state: 'assigned' })).toMatchObject({ body: { leads: [{ id: leads.theirs.id }] } });
    const all = await ask(listLeads, { query: { limit: 25, state: 'assigned' } }, { role: 'admin' });
    expect((all as { body: { leads: unknown[] } }).body.leads).toHaveLength(2);
  });

  it('gives a lead to nobody in another team', async () => {
    const body = { rep: 'lou', epoch: leads.theirs.epoch, overCap: false };
    expect(await ask(assignManually, { params: leads.theirs, body }, mia)).toMatchObject({ kind: 'forbidden' });
  });

  it('changes weights in their teams alone', async () => {
    const change = (teams: object) => ask(changeAvailability, { params: { id: 'kim' }, body: { teams } }, mia);
    expect(await change({ sdr: 3 })).toMatchObject({ status: 200, body: { teams: { sdr: 3 } } });
    expect(await change({ sdr: 3, ae: 1 })).toMatchObject({ kind: 'forbidden' });
  });

  it('sees the figures and reviews of their teams', async () => {
    expect(await ask(getMetrics, { query: RANGE }, mia)).toMatchObject({
      body: { total: { received: 1 }, rows: [{ key: 'sdr' }] },
    });
    expect(await ask(getMetrics, { query: RANGE }, { role: 'admin' })).toMatchObject({
      body: { total: { received: 2 } },
    });
    const waiting = { theirs: 'sdr', others: 'ae' };
    for (const team of Object.values(waiting)) await aStoredLead(deps.leads, 'queued', { team });
    const teamsFor = async (caller: { readonly role: string; readonly repId?: string }) => {
      const reply = await ask(getReviews, { query: { list: 'unassigned' } }, caller);
      const { lists } = (
        reply as { readonly body: { readonly lists: readonly { readonly items: readonly object[] }[] } }
      ).body;
      return lists.flatMap(({ items }) => items.map((item) => 'team' in item && item.team)).toSorted();
    };
    // Builders make mia accountable for every lead that waits, so ana shows what is hers by team alone.
    expect(await teamsFor({ role: 'manager', repId: 'ana' })).toEqual(['ae']);
    expect(await teamsFor({ role: 'admin' })).toEqual(['ae', 'sdr']);
  });
});
