import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { putAccount } from '../../functions/manage-accounts/put-account.ts';
import { decideAccount } from '../../functions/manage-accounts/review-accounts.ts';
import { personHandlers } from '../../functions/manage-erasures/read-persons.ts';
import { changeHandlers } from '../../functions/manage-leads/change-leads.ts';
import { activatePlan } from '../../functions/manage-plans/activate-plan.ts';
import { approvePlan } from '../../functions/manage-plans/approve-plan.ts';
import { changePilot, startPilot } from '../../functions/manage-plans/manage-pilot.ts';
import { publishPlan } from '../../functions/manage-plans/publish-plan.ts';
import { reviewPlan } from '../../functions/manage-plans/review-plan.ts';
import { dismissQuarantined, redriveQuarantined } from '../../functions/manage-quarantine/decide-quarantined.ts';
import { changeAvailability, putRep } from '../../functions/manage-reps/change-rep.ts';
import { recordIncumbentOwners } from '../../functions/manage-shadow-mode/compare-owners.ts';
import { putSettings } from '../../functions/manage-shadow-mode/switch-mode.ts';
import { recordAnswer } from '../../functions/record-answer/record-answer.ts';
import { reviewMisroute } from '../../functions/record-answer/review-misroute.ts';
import { InMemorySettingsStore } from '../../shared/adapters/in-memory/in-memory-settings-store.ts';
import { ACCESS, type GuardedRoute } from '../../shared/api/access.ts';
import { API_ROUTES } from '../../shared/api/api-routes.ts';
import type { RouteHandler, Routes } from '../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { receiveDelivery } from '../../shared/use-cases/intake/receive-delivery.ts';
import { aDemoRequest, answerAsOwner } from '../scenarios/a-baton.ts';
import { anErasableOffice, everything } from '../scenarios/an-erasable-office.ts';
import { saveAccounts } from '../support/builders/account.ts';
import { aNewPilot } from '../support/builders/pilot.ts';
import { aDraft, aPlan } from '../support/builders/plan.ts';
import { aSource } from '../support/builders/source.ts';
import { anHttpEvent, CONTEXT } from '../support/http-event.ts';
import { aRecordingRuntime } from '../support/recorded-runtime.ts';

/** Who calls. Nothing else in the office has this name. */
const CALLER = 'dana.ruiz';

/** Routes that are called by POST or PUT and change nothing: what they ask about is too private for an address. */
const READING = ['exportPerson', 'previewRetention', 'previewRecycling', 'findAccount'] as const;
const handlers = {
  ...{ recordAnswer, reviewMisroute, ...changeHandlers, changeAvailability, putRep, decideAccount, putAccount },
  ...{ startPilot, changePilot },
  ...{ ...personHandlers, publishPlan, activatePlan, approvePlan, reviewPlan, redriveQuarantined, dismissQuarantined },
  ...{ putSettings, recordIncumbentOwners },
};
type Writing = Exclude<keyof typeof handlers, (typeof READING)[number]>;
const writing = (Object.keys(ACCESS) as GuardedRoute[]).filter(
  (name) => API_ROUTES[name].method !== 'GET' && !(READING as readonly string[]).includes(name),
);

/** A call, and where it leaves its caller: in an event of a lead, in a stored record, or in a line of the log. */
interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly body: object;
  readonly left: 'event' | 'record' | 'log';
}

/** An office with a lead that a rep has, one that a rep called misrouted, a suggested account and a broken delivery. */
async function anOffice() {
  const { answers } = aPlan();
  const reviewed = { answers: { ...answers, wrongForMe: { ...answers.wrongForMe, credit: 'after_review' } } } as const;
  const { baton, deps, records } = await anErasableOffice({ plan: reviewed, reps: [{ id: 'kim' }, { id: 'lou' }] });
  await saveAccounts(baton.deps.accounts, { id: 'acme', name: 'Acme', domains: [] });
  const lead = await baton.postOne(aDemoRequest('ann', { email: 'ann@gmail.com', company: 'Acme Inc.' }));
  const flagged = await baton.postOne(aDemoRequest('bea'));
  const owner = (await baton.lead(lead)).accountable ?? '';
  const flaggedOf = (await baton.lead(flagged)).accountable ?? '';
  await answerAsOwner(baton, flagged, { answer: 'misrouted', reason: 'spam' });
  const source = aSource({ id: 'website' });
  await baton.deps.sources.save(source);
  const raw = { source, contentType: 'application/json', body: new TextEncoder().encode('{') };
  const { delivery } = await receiveDelivery(raw, baton.now, baton.deps);
  const publicHolidays = async () => [];
  const other = owner === 'kim' ? 'lou' : 'kim';
  return {
    baton,
    records,
    lead,
    owner,
    other,
    flagged,
    flaggedOf,
    delivery,
    deps: { ...deps, settings: new InMemorySettingsStore(), publicHolidays },
  };
}

type Office = Awaited<ReturnType<typeof anOffice>>;
const NORA = { email: 'nora@lindwerk.example' };

/** A second version to try beside the plan in force. */
async function aPilotOf({ deps }: Office['baton']) {
  const over = (await deps.plans.active())?.version ?? 0;
  return { version: await deps.plans.publish(aDraft()), over, share: 0.5, why: 'a try' };
}

const CALLS: Readonly<Record<Writing, (office: Office) => Call | Promise<Call>>> = {
  recordAnswer: ({ lead }) => ({ params: { id: lead }, body: { answer: 'contacted', epoch: 1 }, left: 'event' }),
  reviewMisroute: ({ flagged, flaggedOf }) => ({
    ...{ params: { id: flagged, rep: flaggedOf }, body: { credit: 'given' }, left: 'event' },
  }),
  assignManually: ({ lead, other }) => ({
    ...{ params: { id: lead }, body: { rep: other, epoch: 1, reason: 'knows_them' }, left: 'event' },
  }),
  createLead: () => ({ body: { email: 'eva@north.example', submissionId: 's1' }, left: 'event' }),
  recordActivities: ({ lead, owner }) => ({
    ...{ body: { activities: [{ lead, kind: 'call', direction: 'outbound', rep: owner }] }, left: 'log' },
  }),
  decideAccount: ({ lead }) => ({ params: { id: lead }, body: { account: null }, left: 'event' }),
  putAccount: () => ({ params: { id: 'bolt' }, body: { name: 'Bolt' }, left: 'log' }),
  putRep: () => ({ params: { id: 'max' }, body: { name: 'Max', zone: 'Europe/Oslo' }, left: 'log' }),
  changeAvailability: () => ({ params: { id: 'kim' }, body: { leaves: [] }, left: 'log' }),
  suppressPerson: () => ({ body: NORA, left: 'record' }),
  liftSuppression: () => ({ body: { ...NORA, reason: 'asked_again' }, left: 'log' }),
  applyDoNotContact: () => ({ body: {}, left: 'log' }),
  replayDoNotContact: () => ({ body: {}, left: 'log' }),
  forgetPerson: () => ({ body: { email: 'bea@north.example' }, left: 'record' }),
  replayErasures: () => ({ body: { only: 'unfinished' }, left: 'log' }),
  publishPlan: async () => ({ body: { yaml: await readFile('test/e2e/plan.yaml', 'utf8') }, left: 'record' }),
  activatePlan: () => ({ body: { version: 1 }, left: 'log' }),
  startPilot: async ({ baton }) => ({ body: await aPilotOf(baton), left: 'record' }),
  changePilot: async ({ baton }) => {
    await baton.deps.pilots.start(aNewPilot(await aPilotOf(baton)));
    return { body: { id: 'pilot_1', change: 'stop' }, left: 'record' };
  },
  approvePlan: async ({ deps }) => {
    const expiresAt = '2999-01-01T00:00:00.000Z';
    await deps.plans.propose({ version: 1, over: 1, by: 'ivo', at: '2026-11-01T00:00:00.000Z', expiresAt });
    return { body: { version: 1 }, left: 'log' };
  },
  reviewPlan: () => ({ body: { version: 1, why: 'it works' }, left: 'log' }),
  redriveQuarantined: ({ delivery }) => ({
    params: { id: delivery },
    body: { body: JSON.stringify(aDemoRequest('ivo')), contentType: 'application/json' },
    left: 'record',
  }),
  dismissQuarantined: ({ delivery }) => ({ params: { id: delivery }, body: { reason: 'spam' }, left: 'record' }),
  putSettings: () => ({ body: { mode: 'shadow' }, left: 'log' }),
  recordIncumbentOwners: async ({ baton }) => {
    baton.deps.world.mode = 'shadow';
    const lead = await baton.postOne(aDemoRequest('uta'));
    return { body: { owners: [{ lead, owner: 'kim' }] }, left: 'event' };
  },
};

it('has a call for each route that changes something', () => {
  expect(Object.keys(CALLS).toSorted()).toEqual(writing.toSorted());
});

it.each(Object.keys(CALLS) as Writing[])('%s leaves its caller in what it changes', async (name) => {
  const office = await anOffice();
  const { baton, records, deps } = office;
  expect(await everything(baton, records)).not.toContain(CALLER);
  const { params = {}, body, left } = await CALLS[name](office);
  const runtime = { ...aRecordingRuntime(), clock: () => baton.now };
  const routes: Routes = API_ROUTES;
  const route = routes[name];
  if (!route) throw new Error(`no route ${name}`);
  const handler = handlers[name] as unknown as RouteHandler<typeof route, object>;
  const path = route.path.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '');
  const principal = { keyId: 'key_1', role: 'admin', repId: CALLER } as const;
  const headers = { 'content-type': 'application/json' };
  const event = anHttpEvent({ method: route.method, path, principal, headers, body: JSON.stringify(body) });
  const reply = await serveRoutes({ [name]: route }, deps, runtime, { [name]: handler })(event, CONTEXT);
  if ((reply.statusCode ?? 500) >= 300) throw new Error(`${name} was not accepted: ${reply.body}`);
  const timelines = await Promise.all([...baton.deps.world.leads.keys()].map((id) => baton.deps.leads.timeline(id)));
  const traces = {
    event: timelines.flat().some(({ actor }) => actor.kind === 'person' && actor.id === CALLER),
    record: (await everything(baton, records)).includes(CALLER),
    log: runtime.lines.some(
      ({ level, code, personId }) => level === 'info' && code !== 'request_refused' && personId === CALLER,
    ),
  };
  expect(traces[left]).toBe(true);
});
