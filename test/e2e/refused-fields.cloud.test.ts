import { expect, inject, it } from 'vitest';
import { call } from './http.ts';
import { expectProblem, INVALID_VALUE_MARK } from './problems.ts';

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
    ['/v1/leads', { ...PERSON, email: INVALID_VALUE_MARK }, '/email', 'e-mail address'],
    ['/v1/leads', { ...PERSON, name: 7 }, '/name', 'text'],
    ['/v1/leads', { ...PERSON, name: INVALID_VALUE_MARK.repeat(100) }, '/name', 'at most 200 characters'],
    [
      '/v1/leads',
      { ...PERSON, touch: `${INVALID_VALUE_MARK} ${INVALID_VALUE_MARK}` },
      '/touch',
      /lower-case|text that matches/,
    ],
    ['/v1/leads', { ...PERSON, submittedAt: INVALID_VALUE_MARK }, '/submittedAt', /^UTC time/],
    ['/v1/leads', { ...PERSON, test: INVALID_VALUE_MARK }, '/test', 'yes or no (true, false)'],
    ['/v1/leads', { ...PERSON, fields: { zebra: [INVALID_VALUE_MARK] } }, '/fields/zebra', 'text'],
    [
      '/v1/leads',
      { company: INVALID_VALUE_MARK },
      '',
      'at least one of email, phone, website, externalIds: a lead that nobody can reach is none',
    ],
    [`${LEAD}/answers`, { answer: INVALID_VALUE_MARK, epoch: 1 }, '/answer', /^one of: contacted, qualified/],
    [`${LEAD}/answers`, { answer: 'contacted', epoch: INVALID_VALUE_MARK }, '/epoch', /number/],
    [`${LEAD}/answers`, { answer: 'contacted', epoch: 0 }, '/epoch', 'at least 1'],
    [
      `${LEAD}/answers`,
      { answer: 'contacted', epoch: 1, how: `${INVALID_VALUE_MARK}!` },
      '/how',
      /text that matches|word|a code of/,
    ],
    [`${LEAD}/answers`, { answer: 'misrouted', epoch: 1 }, '/reason', 'text'],
    [
      `${LEAD}/answers`,
      { answer: 'not_now', epoch: 1, until: INVALID_VALUE_MARK },
      '/until',
      'date such as 2026-11-21',
    ],
    [`${LEAD}/answers`, { answer: 'not_now', epoch: 1, until: TOMORROW_LAST_YEAR }, '/until', /^a day after today/],
    [`${LEAD}/answers`, { answer: 'converted', epoch: 1, amount: -1 }, '/amount', 'at least 0'],
    [
      `${LEAD}/answers`,
      { answer: 'converted', epoch: 1, opportunity: `${INVALID_VALUE_MARK} ` },
      '/opportunity',
      /^opportunity id/,
    ],
    ['/v1/leads', { ...PERSON, externalIds: [INVALID_VALUE_MARK] }, '/externalIds/0', /^system and id/],
    ['/v1/activities', { activities: [] }, '/activities', /^at least 1/],
    ['/v1/activities', { activities: [VISIT] }, '/activities/0', 'lead or externalId'],
    ['/v1/activities', { activities: [{ ...VISIT, lead: INVALID_VALUE_MARK }] }, '/activities/0/lead', /^lead id/],
    [
      '/v1/activities',
      { activities: [{ ...VISIT, externalId: `crm:${INVALID_VALUE_MARK} ` }] },
      '/activities/0/externalId',
      /^system/,
    ],
    [
      '/v1/activities',
      { activities: [{ ...VISIT, lead: 'lead_0', at: INVALID_VALUE_MARK }] },
      '/activities/0/at',
      /^UTC time/,
    ],
    ['/v1/shadow/owners', { owners: [{ lead: 'lead_0' }] }, '/owners/0/owner', 'text'],
    ['/v1/shadow/owners', { owners: [{ owner: 'hal.moor' }] }, '/owners/0/lead', /^either lead/],
    [
      '/v1/shadow/owners',
      { owners: [{ externalId: INVALID_VALUE_MARK, owner: 'hal.moor' }] },
      '/owners/0/externalId',
      /^system and id/,
    ],
    ['/v1/shadow/owners', { owners: [] }, '/owners', /^at least 1/],
    ['/v1/plans', { yaml: 7 }, '/yaml', 'text'],
    ['/v1/plans', {}, '/yaml', 'text'],
    [`${DELIVERY}/redrive`, { body: INVALID_VALUE_MARK }, '', 'both contentType and body, or neither'],
    [`${DELIVERY}/redrive`, { contentType: 'text/plain', body: 7 }, '/body', 'text'],
    [
      `${DELIVERY}/redrive`,
      { contentType: INVALID_VALUE_MARK.repeat(50), body: INVALID_VALUE_MARK },
      '/contentType',
      'at most 200 characters',
    ],
    [`${DELIVERY}/dismiss`, {}, '/reason', 'text'],
    [
      `${DELIVERY}/dismiss`,
      { reason: `${INVALID_VALUE_MARK} said ${INVALID_VALUE_MARK}` },
      '/reason',
      /text that matches|word|a code of/,
    ],
  ],
  PUT: [
    [`${LEAD}/assignment`, { rep: `${INVALID_VALUE_MARK} ${INVALID_VALUE_MARK}`, epoch: 1 }, '/rep', /^id of letters/],
    [`${LEAD}/assignment`, { rep: 'hal.moor' }, '/epoch', /number/],
    [`${LEAD}/assignment`, { rep: 'hal.moor', epoch: 1, overCap: true }, '/reason', /^a reason/],
    ['/v1/reps/ola.spring', { zone: 'Europe/Oslo' }, '/name', 'text'],
    ['/v1/reps/ola.spring', { ...REP, zone: `Europe/${INVALID_VALUE_MARK}` }, '/zone', /^IANA time zone/],
    ['/v1/reps/ola.spring', { ...REP, holidayRegion: 'ZZ-QQ' }, '/holidayRegion', /^a region with known holidays/],
    ['/v1/reps/ola.spring', { ...REP, teams: { calm: 1001 } }, '/teams/calm', 'at most 1000'],
    [
      '/v1/reps/ola.spring',
      { ...REP, teams: { [`${INVALID_VALUE_MARK} of ${INVALID_VALUE_MARK}`]: 1 } },
      '/teams/*',
      /^key: id of letters/,
    ],
    ['/v1/reps/ola.spring', { ...REP, leaves: [BACKWARDS] }, '/leaves/0/until', 'a time after from'],
    ['/v1/settings', { mode: INVALID_VALUE_MARK }, '/mode', 'one of: live, shadow'],
    ['/v1/plans/active', { version: INVALID_VALUE_MARK }, '/version', /number/],
    ['/v1/plans/active', { version: 0 }, '/version', 'at least 1'],
  ],
  PATCH: [
    ['/v1/reps/fay.brook/availability', {}, '', 'at least one field to change'],
    ['/v1/reps/fay.brook/availability', { cap: { open: -1 } }, '/cap/open', 'at least 0'],
    ['/v1/reps/fay.brook/availability', { leaves: [BACKWARDS] }, '/leaves/0/until', 'a time after from'],
    [
      '/v1/reps/fay.brook/availability',
      { hours: `${INVALID_VALUE_MARK} ${INVALID_VALUE_MARK}` },
      '/hours',
      /^id of letters/,
    ],
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
  [`/v1/leads?state=${INVALID_VALUE_MARK}`, '/state'],
  ['/v1/leads?team=calm&limit=0', '/limit'],
  ['/v1/leads?team=calm&limit=101', '/limit'],
  [`/v1/leads?team=calm&limit=${INVALID_VALUE_MARK}`, '/limit'],
  [`/v1/leads?team=calm&cursor=${INVALID_VALUE_MARK}%20%21`, '/cursor'],
  [`/v1/leads?team=${INVALID_VALUE_MARK}%20${INVALID_VALUE_MARK}`, '/team'],
  [`/v1/shadow/comparison?from=${INVALID_VALUE_MARK}&to=2026-11-21`, '/from'],
  ['/v1/shadow/comparison?from=2026-11-21&to=2026-11-20', '/to'],
  ['/v1/shadow/comparison?from=2025-11-21&to=2026-11-20', '/from'],
  [`/v1/metrics?from=${INVALID_VALUE_MARK}&to=2026-11-21`, '/from'],
  ['/v1/metrics?from=2026-11-21', '/to'],
  ['/v1/metrics?from=2026-11-21&to=2026-11-20', '/to'],
  ['/v1/metrics?from=2025-11-21&to=2026-11-20', '/from'],
  [`/v1/metrics?from=2026-11-20&to=2026-11-21&by=${INVALID_VALUE_MARK}`, '/by'],
  [`/v1/reviews?list=${INVALID_VALUE_MARK}`, '/list'],
  ['/v1/reviews?cursor=bm9uZQ', '/list'],
  ['/v1/reviews?list=unassigned&cursor=bm9uZQ', '/cursor'],
  [`/v1/reviews?list=unassigned&cursor=${INVALID_VALUE_MARK}%20%21`, '/cursor'],
  ['/v1/recycling?before=tomorrow', '/before'],
  ['/v1/recycling?limit=101', '/limit'],
  ['/v1/recycling?cursor=bm9uZQ', '/cursor'],
  ['/v1/quarantine?limit=0', '/limit'],
  [`/v1/quarantine?cursor=${INVALID_VALUE_MARK}%20%21`, '/cursor'],
  ['/v1/quarantine?cursor=bm9uZQ', '/cursor'],
])('GET %s is refused for its query', async (path, field) => {
  const { errors } = expectProblem(await call('GET', path, { key: keys.admin }), 'validation-failed', path);
  expect(errors).toEqual([expect.objectContaining({ in: 'query', field })]);
});

it.each([
  ['GET', `/v1/leads/${INVALID_VALUE_MARK}`],
  ['GET', `/v1/leads/${INVALID_VALUE_MARK}/timeline`],
  ['GET', `/v1/leads/${INVALID_VALUE_MARK}/decision`],
  ['GET', `/v1/reps/${INVALID_VALUE_MARK}%20${INVALID_VALUE_MARK}`],
  ['GET', `/v1/teams/${INVALID_VALUE_MARK}%20${INVALID_VALUE_MARK}/ledger`],
  ['GET', `/v1/sources/${INVALID_VALUE_MARK}%20${INVALID_VALUE_MARK}`],
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
  ['GET', `/v1/reps/${INVALID_VALUE_MARK}`, undefined],
  ['PATCH', `/v1/reps/${INVALID_VALUE_MARK}/availability`, { leaves: [] }],
  ['GET', `/v1/teams/${INVALID_VALUE_MARK}/ledger`, undefined],
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
