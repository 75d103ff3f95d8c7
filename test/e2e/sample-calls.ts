import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { API_ROUTES } from '../../shared/api/api-routes.ts';
import { type Instant, instantOf } from '../../shared/domain/instant.ts';
import { signFormToken } from '../../shared/runtime/auth/form-token.ts';
import type { RouteDefinition } from '../../shared/runtime/http/route.ts';
import { call } from './http.ts';
import { aNewPerson, answerLead, postLead, postUnreadable, waitForOwner } from './leads.ts';
import { answerLinkOf, waitForOwnerNotification } from './notifications.ts';

/** A call that the API accepts unmodified. */
export interface SampleCall {
  /** Name of the route. */
  readonly name: string;
  readonly route: RouteDefinition;
  readonly path: string;
  /** Body fields, if the route has a body. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Returns one valid call for every route, so that a refusal of a single change is about that change. */
export async function sampleCalls(): Promise<readonly SampleCall[]> {
  const lead = await postLead(aNewPerson({ product: 'calm' }));
  await waitForOwner(lead);
  const link = new URL(answerLinkOf(await waitForOwnerNotification(lead), 'contacted')).pathname;
  const quarantined = await postUnreadable('no lead at all');
  const flagged = await postLead(aNewPerson({ product: 'calm' }));
  const { owner, epoch } = await waitForOwner(flagged);
  await answerLead(flagged, { answer: 'misrouted', reason: 'spam', epoch });
  const account = { name: 'Sample Works', domains: ['sample.example'] };
  await call('PUT', '/v1/accounts/sample', { key: inject('deployed').keys.admin, json: account });
  const token = signFormToken(inject('deployed').hookSecret, { source: 'website', lead, expires: nextHour() });
  const yaml = await readFile(join(import.meta.dirname, 'plan.yaml'), 'utf8');
  const samples: Readonly<Record<keyof typeof API_ROUTES, Omit<SampleCall, 'route' | 'name'>>> = {
    createLead: { path: '/v1/leads', fields: aNewPerson() },
    listLeads: { path: '/v1/leads?team=calm' },
    getLead: { path: `/v1/leads/${lead}` },
    getTimeline: { path: `/v1/leads/${lead}/timeline` },
    getDecision: { path: `/v1/leads/${lead}/decision` },
    recordAnswer: { path: `/v1/leads/${lead}/answers`, fields: { answer: 'contacted', epoch: 1 } },
    reviewMisroute: { path: `/v1/leads/${flagged}/misroutes/${owner}`, fields: { credit: 'given' } },
    assignManually: {
      path: `/v1/leads/${lead}/assignment`,
      fields: { rep: 'hal.moor', epoch: 1, reason: 'knows_them' },
    },
    decideAccount: { path: `/v1/leads/${lead}/account`, fields: { account: null } },
    listAccountReviews: { path: '/v1/accounts/reviews' },
    findAccount: { path: '/v1/accounts?domain=sample.example' },
    getAccount: { path: '/v1/accounts/sample' },
    putAccount: { path: '/v1/accounts/sample', fields: account },
    getRep: { path: '/v1/reps/fay.brook' },
    putRep: { path: '/v1/reps/ola.spring', fields: { name: 'Ola Spring', zone: 'Europe/Oslo' } },
    changeAvailability: { path: '/v1/reps/fay.brook/availability', fields: { leaves: [] } },
    listMembers: { path: '/v1/teams/calm/reps' },
    getLedger: { path: '/v1/teams/calm/ledger' },
    previewWeights: { path: '/v1/teams/calm/weights?by=win_rate' },
    listPlans: { path: '/v1/plans' },
    publishPlan: { path: '/v1/plans', fields: { yaml } },
    activatePlan: { path: '/v1/plans/active', fields: { version: 1 } },
    getPilots: { path: '/v1/plans/pilot' },
    // Versions and a pilot that do not exist: a pilot would keep other tests from publishing.
    startPilot: { path: '/v1/plans/pilot', fields: { version: 999_999, over: 999_998, share: 0.1, why: 'a try' } },
    changePilot: { path: '/v1/plans/pilot', fields: { id: 'pilot_999999', change: 'stop' } },
    approvePlan: { path: '/v1/plans/proposed', fields: { version: 1 } },
    reviewPlan: { path: '/v1/plans/reviews', fields: { version: 1, why: 'it works' } },
    getSettings: { path: '/v1/settings' },
    putSettings: { path: '/v1/settings', fields: { mode: 'live' } },
    recordIncumbentOwners: { path: '/v1/shadow/owners', fields: { owners: [{ lead, owner: 'hal.moor' }] } },
    getShadowComparison: { path: '/v1/shadow/comparison?from=2026-11-01&to=2026-11-14' },
    recordActivities: {
      path: '/v1/activities',
      fields: { activities: [{ lead, kind: 'pricing_page', direction: 'inbound' }] },
    },
    previewRecycling: { path: '/v1/recycling' },
    listQuarantine: { path: '/v1/quarantine' },
    getQuarantined: { path: `/v1/quarantine/${quarantined}` },
    redriveQuarantined: { path: `/v1/quarantine/${quarantined}/redrive`, fields: {} },
    dismissQuarantined: { path: `/v1/quarantine/${quarantined}/dismiss`, fields: { reason: 'spam' } },
    forgetPerson: { path: '/v1/persons/forget', fields: { email: 'nobody@forgotten.example', dryRun: true } },
    exportPerson: { path: '/v1/persons/export', fields: { lead } },
    suppressPerson: { path: '/v1/do-not-contact', fields: { email: 'nobody@silent.example' } },
    liftSuppression: {
      path: '/v1/do-not-contact/lift',
      fields: { email: 'nobody@silent.example', reason: 'asked_again' },
    },
    listDoNotContact: { path: '/v1/do-not-contact' },
    applyDoNotContact: { path: '/v1/do-not-contact/apply', fields: {} },
    replayDoNotContact: { path: '/v1/do-not-contact/replay', fields: {} },
    listErasures: { path: '/v1/erasures' },
    previewRetention: { path: '/v1/retention' },
    replayErasures: { path: '/v1/erasures/replay', fields: { only: 'unfinished' } },
    listSources: { path: '/v1/sources' },
    getSource: { path: '/v1/sources/website' },
    readKnownFields: { path: `/v1/known?t=${token}` },
    askKnownFields: { path: '/v1/known', fields: { token } },
    listWebhooks: { path: '/v1/webhooks' },
    getMetrics: { path: '/v1/metrics?from=2026-11-01&to=2026-11-14' },
    getReviews: { path: '/v1/reviews' },
    showAnswerPage: { path: `/answers${link.split('/answers')[1]}` },
    recordAnswerByLink: { path: `/answers${link.split('/answers')[1]}`, fields: {} },
    describeApi: { path: '/openapi.json' },
  };
  const routes: Readonly<Record<keyof typeof samples, RouteDefinition>> = API_ROUTES;
  return keysOf(samples).map((name) => ({ name, route: routes[name], ...samples[name] }));
}

function nextHour(): Instant {
  return instantOf(Date.now() + 3600_000);
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record) as Key[];
}

/** Sends fields in the route's format, even if they are invalid. */
export function send({ route, path }: SampleCall, fields: unknown, key?: string) {
  if (fields === undefined) return call(route.method, path, { key });
  if (route.format !== 'form') return call(route.method, path, { key, json: fields });
  const body = String(new URLSearchParams(fields as Record<string, string>));
  return call(route.method, path, { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
}
