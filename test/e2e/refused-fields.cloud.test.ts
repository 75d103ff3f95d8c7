import { expect, inject, it } from 'vitest';
import { call } from './http.ts';
import { expectProblem, MARK } from './problems.ts';

const { keys } = inject('deployed');

const LEAD = '/v1/leads/lead_01K9D3R7V0000000000000000A';
const DELIVERY = '/v1/quarantine/del_01K9D3R7V0000000000000000A';
const TOMORROW_LAST_YEAR = new Date(Date.now() - 364 * 24 * 3600_000).toISOString().slice(0, 10);
const PERSON = { email: 'nora.lind@lindwerk.example' };
const REP = { name: 'Ola Spring', zone: 'Europe/Oslo' };
const VISIT = { kind: 'pricing_page', direction: 'inbound' };
const BACKWARDS = { from: '2026-12-24T00:00:00Z', until: '2026-12-23T00:00:00Z' };

type Row = readonly [path: string, body: unknown, field: string, expected: string | RegExp];

/** Invalid fields by route: the field, and the expectation that the caller is shown. */
const BODIES: Readonly<Record<string, readonly Row[]>> = {
  POST: [
    ['/v1/leads', { ...PERSON, email: MARK }, '/email', 'e-mail address'],
    ['/v1/leads', { ...PERSON, name: 7 }, '/name', 'text'],
    ['/v1/leads', { ...PERSON, name: MARK.repeat(100) }, '/name', 'at most 200 characters'],
    ['/v1/leads', { ...PERSON, touch: `${MARK} ${MARK}` }, '/touch', /lower-case|text that matches/],
    ['/v1/leads', { ...PERSON, submittedAt: MARK }, '/submittedAt', /^moment/],
    ['/v1/leads', { ...PERSON, test: MARK }, '/test', 'yes or no (true, false)'],
    ['/v1/leads', { ...PERSON, fields: { zebra: [MARK] } }, '/fields/zebra', 'text'],
    ['/v1/leads', { company: MARK }, '', 'at least one of email, phone, name, lastName'],
    [`${LEAD}/answers`, { answer: MARK, epoch: 1 }, '/answer', /^one of: contacted, qualified/],
    [`${LEAD}/answers`, { answer: 'contacted', epoch: MARK }, '/epoch', /number/],
    [`${LEAD}/answers`, { answer: 'contacted', epoch: 0 }, '/epoch', 'at least 1'],
    [`${LEAD}/answers`, { answer: 'contacted', epoch: 1, how: `${MARK}!` }, '/how', /text that matches|word|a code of/],
    [`${LEAD}/answers`, { answer: 'misrouted', epoch: 1 }, '/reason', 'text'],
    [`${LEAD}/answers`, { answer: 'not_now', epoch: 1, until: MARK }, '/until', 'date such as 2026-11-21'],
    [`${LEAD}/answers`, { answer: 'not_now', epoch: 1, until: TOMORROW_LAST_YEAR }, '/until', /^a day after today/],
    [`${LEAD}/answers`, { answer: 'converted', epoch: 1, amount: -1 }, '/amount', 'at least 0'],
    [`${LEAD}/answers`, { answer: 'converted', epoch: 1, opportunity: `${MARK} ` }, '/opportunity', /^id of an/],
    ['/v1/leads', { ...PERSON, externalIds: [MARK] }, '/externalIds/0', /^system and id/],
    ['/v1/activities', { activities: [] }, '/activities', /^at least 1/],
    ['/v1/activities', { activities: [VISIT] }, '/activities/0', 'lead or externalId'],
    ['/v1/activities', { activities: [{ ...VISIT, lead: MARK }] }, '/activities/0/lead', /^id of a lead/],
    [
      '/v1/activities',
      { activities: [{ ...VISIT, externalId: `crm:${MARK} ` }] },
      '/activities/0/externalId',
      /^system/,
    ],
    ['/v1/activities', { activities: [{ ...VISIT, lead: 'lead_0', at: MARK }] }, '/activities/0/at', /^moment/],
    ['/v1/observations', { observations: [{ lead: 'lead_0' }] }, '/observations/0/owner', 'text'],
    ['/v1/observations', { observations: [{ owner: 'hal.moor' }] }, '/observations/0/lead', /^either lead/],
    [
      '/v1/observations',
      { observations: [{ externalId: MARK, owner: 'hal.moor' }] },
      '/observations/0/externalId',
      /^id of/,
    ],
    ['/v1/observations', { observations: [] }, '/observations', /^at least 1/],
    ['/v1/plans', { yaml: 7 }, '/yaml', 'text'],
    ['/v1/plans', {}, '/yaml', 'text'],
    [`${DELIVERY}/redrive`, { body: MARK }, '', 'both contentType and body, or neither'],
    [`${DELIVERY}/redrive`, { contentType: 'text/plain', body: 7 }, '/body', 'text'],
    [`${DELIVERY}/redrive`, { contentType: MARK.repeat(50), body: MARK }, '/contentType', 'at most 200 characters'],
    [`${DELIVERY}/dismiss`, {}, '/reason', 'text'],
    [`${DELIVERY}/dismiss`, { reason: `${MARK} said ${MARK}` }, '/reason', /text that matches|word|a code of/],
  ],
  PUT: [
    [`${LEAD}/assignment`, { rep: `${MARK} ${MARK}`, epoch: 1 }, '/rep', /^id of letters/],
    [`${LEAD}/assignment`, { rep: 'hal.moor' }, '/epoch', /number/],
    [`${LEAD}/assignment`, { rep: 'hal.moor', epoch: 1, overCap: true }, '/reason', /^a reason/],
    ['/v1/reps/ola.spring', { zone: 'Europe/Oslo' }, '/name', 'text'],
    ['/v1/reps/ola.spring', { ...REP, zone: `Europe/${MARK}` }, '/zone', /^IANA time zone/],
    ['/v1/reps/ola.spring', { ...REP, holidayRegion: 'ZZ-QQ' }, '/holidayRegion', /^a region with known holidays/],
    ['/v1/reps/ola.spring', { ...REP, teams: { calm: 1001 } }, '/teams/calm', 'at most 1000'],
    ['/v1/reps/ola.spring', { ...REP, teams: { [`${MARK} of ${MARK}`]: 1 } }, '/teams/*', /^key: id of letters/],
    ['/v1/reps/ola.spring', { ...REP, leaves: [BACKWARDS] }, '/leaves/0/until', 'a time after from'],
    ['/v1/settings', { mode: MARK }, '/mode', 'one of: live, observe'],
    ['/v1/plans/active', { version: MARK }, '/version', /number/],
    ['/v1/plans/active', { version: 0 }, '/version', 'at least 1'],
  ],
  PATCH: [
    ['/v1/reps/fay.brook/availability', {}, '', 'at least one field to change'],
    ['/v1/reps/fay.brook/availability', { cap: { open: -1 } }, '/cap/open', 'at least 0'],
    ['/v1/reps/fay.brook/availability', { leaves: [BACKWARDS] }, '/leaves/0/until', 'a time after from'],
    ['/v1/reps/fay.brook/availability', { hours: `${MARK} ${MARK}` }, '/hours', /^id of letters/],
  ],
};

it.each(
  Object.entries(BODIES).flatMap(([method, rows]) => rows.map(([path, ...row]) => [method, path, ...row] as const)),
)('%s %s with %j is refused', async (method, path, json, field, expected) => {
  const reply = await call(method, path, { key: keys.admin, json });
  const { errors } = expectProblem(reply, 'validation-failed', JSON.stringify(json));
  const told = typeof expected === 'string' ? expected : expect.stringMatching(expected);
  expect(errors).toEqual([expect.objectContaining({ in: 'body', field, expected: told })]);
});

it.each([
  ['/v1/leads', ''],
  ['/v1/leads?owner=hal.moor&team=calm', ''],
  [`/v1/leads?state=${MARK}`, '/state'],
  ['/v1/leads?team=calm&limit=0', '/limit'],
  ['/v1/leads?team=calm&limit=101', '/limit'],
  [`/v1/leads?team=calm&limit=${MARK}`, '/limit'],
  [`/v1/leads?team=calm&cursor=${MARK}%20%21`, '/cursor'],
  [`/v1/leads?team=${MARK}%20${MARK}`, '/team'],
  [`/v1/observations/agreement?from=${MARK}&to=2026-11-21`, '/from'],
  ['/v1/observations/agreement?from=2026-11-21&to=2026-11-20', '/to'],
  ['/v1/observations/agreement?from=2025-11-21&to=2026-11-20', '/from'],
  [`/v1/metrics?from=${MARK}&to=2026-11-21`, '/from'],
  ['/v1/metrics?from=2026-11-21', '/to'],
  ['/v1/metrics?from=2026-11-21&to=2026-11-20', '/to'],
  ['/v1/metrics?from=2025-11-21&to=2026-11-20', '/from'],
  [`/v1/metrics?from=2026-11-20&to=2026-11-21&by=${MARK}`, '/by'],
  [`/v1/reviews?list=${MARK}`, '/list'],
  ['/v1/reviews?cursor=bm9uZQ', '/list'],
  ['/v1/reviews?list=unassigned&cursor=bm9uZQ', '/cursor'],
  [`/v1/reviews?list=unassigned&cursor=${MARK}%20%21`, '/cursor'],
  ['/v1/recycling?before=tomorrow', '/before'],
  ['/v1/recycling?limit=101', '/limit'],
  ['/v1/recycling?cursor=bm9uZQ', '/cursor'],
  ['/v1/quarantine?limit=0', '/limit'],
  [`/v1/quarantine?cursor=${MARK}%20%21`, '/cursor'],
  ['/v1/quarantine?cursor=bm9uZQ', '/cursor'],
])('GET %s is refused for its query', async (path, field) => {
  const { errors } = expectProblem(await call('GET', path, { key: keys.admin }), 'validation-failed', path);
  expect(errors).toEqual([expect.objectContaining({ in: 'query', field })]);
});

it.each([
  ['GET', `/v1/leads/${MARK}`],
  ['GET', `/v1/leads/${MARK}/timeline`],
  ['GET', `/v1/leads/${MARK}/decision`],
  ['GET', `/v1/reps/${MARK}%20${MARK}`],
  ['GET', `/v1/teams/${MARK}%20${MARK}/ledger`],
  ['GET', `/v1/sources/${MARK}%20${MARK}`],
])('%s %s is refused for its path', async (method, path) => {
  const { errors } = expectProblem(await call(method, path, { key: keys.admin }), 'validation-failed', path);
  expect(errors).toEqual([expect.objectContaining({ in: 'path', field: '/id' })]);
});

it.each<[string, string, unknown]>([
  ['GET', LEAD, undefined],
  ['GET', `${LEAD}/timeline`, undefined],
  ['GET', `${LEAD}/decision`, undefined],
  ['POST', `${LEAD}/answers`, { answer: 'contacted', epoch: 1 }],
  ['PUT', `${LEAD}/assignment`, { rep: 'hal.moor', epoch: 1 }],
  ['GET', `/v1/reps/${MARK}`, undefined],
  ['PATCH', `/v1/reps/${MARK}/availability`, { leaves: [] }],
  ['GET', `/v1/teams/${MARK}/ledger`, undefined],
  ['PUT', '/v1/plans/active', { version: 999_999 }],
])('%s %s is not found', async (method, path, json) => {
  expectProblem(await call(method, path, { key: keys.admin, json }), 'not-found', path);
});

it('reports every problem of a plan with its line, and publishes nothing', async () => {
  const before = (await call('GET', '/v1/plans', { key: keys.admin })).text;
  const yaml = [
    'plan: broken',
    'owner: olga.stone',
    'calendars:',
    '  office: {mon-fri: ["09:00-17:00"]}',
    'teams:',
    '  desk: {manager: mara.quill, hours: ofice}',
    'queues:',
    '  catch-all: {owner: olga.stone, review: daily}',
    'slas:',
    '  - {sla: rest, first_touch: soon, ladder: hard}',
    'ladders:',
    '  hard: [{after: 0m, tell: manager}]',
    'layers: []',
    'otherwise: catch-all',
  ].join('\n');
  const reply = await call('POST', '/v1/plans', { key: keys.admin, json: { yaml } });
  const { errors = [] } = expectProblem(reply, 'validation-failed', 'a broken plan');
  expect(errors.map(({ field }) => field)).toEqual([
    '/yaml:1 scoring',
    '/yaml:10 slas[0].first_touch',
    '/yaml:13 layers',
  ]);
  expect((await call('GET', '/v1/plans', { key: keys.admin })).text).toBe(before);
});
