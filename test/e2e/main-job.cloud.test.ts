import { expect, inject, it } from 'vitest';
import { teamRoutes } from '../../shared/api/teams.ts';
import { eventually } from './eventually.ts';
import { call, readDecision, readLead, readTimeline } from './http.ts';
import { aNewPerson, postLead, waitForOwner } from './leads.ts';
import { answerLinkOf, notificationsOf, waitForOwnerNotification } from './notifications.ts';

const { keys } = inject('deployed');
const PAIR = ['ada.north', 'ben.south'];

async function ledgerOfPair() {
  const reply = await call('GET', '/v1/teams/pair/ledger', { key: keys.manager });
  const ledger = teamRoutes.getLedger.replies[200].parse(reply.json());
  const sums = PAIR.map((rep) => ledger.entries.all?.[rep] ?? { credit: 0, received: 0, earned: 0, adjusted: 0 });
  return { version: ledger.version, sums };
}

it('takes a lead from the hook to a rep who answers by the link in the notification', async () => {
  const before = await ledgerOfPair();
  const submittedAt = new Date(Date.now() - 60_000).toISOString();
  const id = await postLead(
    aNewPerson({ product: 'pair', title: 'VP Sales', language: 'de', submitted_at: submittedAt }),
  );

  const { owner, ...assigned } = await waitForOwner(id);
  expect(PAIR).toContain(owner);
  expect(assigned).toMatchObject({
    epoch: 1,
    team: 'pair',
    accountable: owner,
    rule: 'pair',
    submittedAt,
    source: 'website',
    score: 65,
    band: 'hot',
    person: { name: 'Nora Lind', company: 'Lindwerk', jobTitle: 'VP Sales' },
    features: { product: 'pair', language: 'de', seniority: 'vp', touch: 'demo_request' },
  });

  const notice = await waitForOwnerNotification(id);
  expect(notice).toMatchObject({
    id: `${id}.1.assigned`,
    data: { to: owner, lead: { id, epoch: 1, owner }, person: { name: 'Nora Lind' } },
  });
  expect(notice.data.history.map(({ type }) => type)).toEqual(['LeadReceived', 'LeadRouted', 'LeadAssigned']);
  expect(Object.keys(notice.data.links)).toHaveLength(7);

  const link = answerLinkOf(notice, 'contacted');
  const shown = await call('GET', link);
  expect(shown).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  expect(shown.text).toContain('Nothing is changed until you press the button');
  const asked = await eventually(async () => {
    const lead = await readLead(id);
    // The owner was notified and the link opened; the only transition since then is the notification's.
    expect(lead).toMatchObject({ state: 'assigned', version: 4 });
    return lead;
  });
  const pressed = await call('POST', link, { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  expect(pressed).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  expect(await readLead(id)).toMatchObject({ state: 'working', owner, version: asked.version + 1 });

  const robot = { kind: 'system' };
  expect(await readTimeline(id)).toMatchObject([
    { seq: 1, type: 'LeadReceived', actor: robot, data: { source: 'website', touch: 'demo_request', test: false } },
    {
      seq: 2,
      type: 'LeadRouted',
      actor: robot,
      data: { rule: 'pair', layer: 'desks', team: 'pair', priority: 'normal' },
    },
    { seq: 3, type: 'LeadAssigned', actor: robot, data: { rep: owner, team: 'pair', epoch: 1, placedBy: 'system' } },
    { seq: 4, type: 'RepNotified', actor: robot, data: { rep: owner, epoch: 1 } },
    { seq: 5, type: 'FirstResponseMade', actor: { kind: 'person', id: owner }, data: { how: 'contacted', epoch: 1 } },
  ]);
  expect(await notificationsOf(id)).toHaveLength(1);

  const after = await ledgerOfPair();
  expect(after.version).toBe(before.version + 1);
  const gained = after.sums.map(({ received, earned, credit }, index) => {
    const { received: had, earned: owed, credit: stood } = before.sums[index] ?? { received: 0, earned: 0, credit: 0 };
    return { received: received - had, earned: earned - owed, credit: credit - stood };
  });
  const chosen = { received: 1, earned: 0.5, credit: -0.5 };
  const other = { received: 0, earned: 0.5, credit: 0.5 };
  expect(gained).toEqual(PAIR.map((rep) => (rep === owner ? chosen : other)));
});

it('explains the decision: score, rules passed over, the chosen rep and the reason for each other rep', async () => {
  const id = await postLead(aNewPerson({ product: 'pair', title: 'VP Sales', language: 'de' }));
  const { owner } = await waitForOwner(id);
  const { score, routing, assignment } = await readDecision(id);
  expect(score).toMatchObject({ total: 65, band: 'hot' });
  expect(score?.reasons).toEqual([
    { part: 'fit', fields: ['seniority'], points: 20 },
    { part: 'behaviour', fields: ['touch'], points: 45 },
  ]);
  expect(routing).toMatchObject({
    rule: 'pair',
    layer: 'desks',
    outcome: 'assign',
    targets: [
      { kind: 'team', id: 'pair' },
      { kind: 'queue', id: 'catch-all' },
    ],
    target: 0,
    passedOver: [
      { rule: 'competitor', because: 'field:domain' },
      { rule: 'known-account', because: 'field:account.owner' },
      { rule: 'enterprise', because: 'field:employees' },
    ],
  });
  expect(assignment).toMatchObject({ team: 'pair', strategy: 'weighted', chosen: owner });
  expect(assignment?.passedOver.toSorted((a, b) => (a.rep < b.rep ? -1 : 1))).toEqual([
    { rep: 'cleo.west', reason: 'on_leave' },
    { rep: 'dov.east', reason: 'need:language' },
    { rep: 'elin.hart', reason: 'inactive' },
  ]);
  expect(assignment?.notInTurn).toEqual(PAIR.filter((rep) => rep !== owner));
});

it('closes a lead that the plan screens, and assigns it to nobody', async () => {
  const id = await postLead({ ...aNewPerson({ product: 'pair' }), email: `spy.${crypto.randomUUID()}@rival.example` });
  const closed = await eventually(async () => {
    const lead = await readLead(id);
    expect(lead).toMatchObject({ state: 'closed', outcome: 'screened', reason: 'competitor' });
    return lead;
  });
  expect(closed.owner).toBeUndefined();
  expect((await readTimeline(id)).map(({ type }) => type)).toEqual(['LeadReceived', 'LeadScreened']);
  expect(await notificationsOf(id)).toEqual([]);
});

it('closes a test lead without a turn or a clock', async () => {
  const before = await ledgerOfPair();
  const id = await postLead(aNewPerson({ product: 'pair', test: 'true' }));
  await eventually(async () =>
    expect(await readLead(id)).toMatchObject({ state: 'closed', outcome: 'test', test: true }),
  );
  expect(await ledgerOfPair()).toEqual(before);
});
