import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { ProblemKind } from '../../shared/runtime/http/problem.ts';
import { call } from './http.ts';
import { expectNoLeak, expectProblem, forEachConcurrently, INVALID_VALUE_MARK } from './problems.ts';
import { type SampleCall, sampleCalls, send } from './sample-calls.ts';

const { keys } = inject('deployed');
const KIB = 1024;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let samples: readonly SampleCall[] = [];
let guarded: readonly SampleCall[] = [];
let withBody: readonly SampleCall[] = [];

beforeAll(async () => {
  samples = await sampleCalls();
  guarded = samples.filter(({ route }) => Array.isArray(route.roles));
  withBody = samples.filter(({ route }) => route.body !== undefined);
});

/** Returns each item of one list paired with each of the other. */
function crossed<A, B>(some: readonly A[], others: readonly B[]): readonly (readonly [A, B])[] {
  return some.flatMap((one) => others.map((other) => [one, other] as const));
}

describe('callers', () => {
  it.each([
    ['no key', undefined],
    ['an unknown key', keys.unknown],
    ['a key of another environment', keys.otherEnvironment],
  ])('are refused on every route with %s', async (_, key) => {
    await forEachConcurrently(guarded, async (sample) => {
      const reply = await send(sample, sample.fields, key);
      expectProblem(reply, 'unauthorized', sample.name);
      expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
    });
  });

  it.each([
    ['a revoked key', `Bearer ${keys.revoked}`],
    ['an arbitrary word', `Bearer ${INVALID_VALUE_MARK}`],
    ['another scheme', `Basic ${keys.admin}`],
    ['no scheme', keys.admin],
  ])('are refused with %s', async (about, authorization) => {
    expectProblem(await call('GET', '/v1/plans', { headers: { authorization } }), 'unauthorized', about);
  });

  it('are refused on every route not for their role, before the call is validated', async () => {
    const roles = [
      ['rep', keys.hal],
      ['manager', keys.manager],
    ] as const;
    await forEachConcurrently(crossed(guarded, roles), async ([sample, [role, key]]) => {
      if ((sample.route.roles as readonly string[]).includes(role)) return;
      const reply = await send(sample, sample.route.body && { [INVALID_VALUE_MARK]: INVALID_VALUE_MARK }, key);
      expectProblem(reply, 'forbidden', `${sample.name} as ${role}`);
    });
  });
});

describe('bodies', () => {
  const kilobytes = [350, KIB, 4 * KIB, 6 * KIB];

  // The local cloud forwards bodies of any size. The AWS gateway accepts 10 MB and a function 6 MB; the gateway refuses
  // larger bodies itself, without calling us.
  it.each(kilobytes)('of more than %i kB are too large wherever less is allowed', async (size) => {
    await forEachConcurrently(withBody, async (sample) => {
      const limit = sample.route.maxBodyBytes ?? KIB * KIB;
      const reply = await send(sample, { ...sample.fields, padding: 'x'.repeat(size * KIB + 1) }, keys.admin);
      const expected: ProblemKind = size * KIB >= limit ? 'too-large' : 'validation-failed';
      expectProblem(reply, expected, `${sample.name} with ${size} kB`);
    });
  });

  const text = JSON.stringify({ [INVALID_VALUE_MARK]: INVALID_VALUE_MARK });
  const json = { 'content-type': 'application/json' };
  it.each<[string, { body?: Buffer | string; headers: Record<string, string> }, ProblemKind]>([
    ['as plain text', { body: text, headers: { 'content-type': 'text/plain' } }, 'wrong-content-type'],
    [
      'as XML',
      { body: `<lead>${INVALID_VALUE_MARK}</lead>`, headers: { 'content-type': 'application/xml' } },
      'wrong-content-type',
    ],
    [
      'in UTF-16',
      { body: text, headers: { 'content-type': 'application/json; charset=utf-16' } },
      'wrong-content-type',
    ],
    ['compressed', { body: gzipSync(text), headers: { ...json, 'content-encoding': 'gzip' } }, 'wrong-content-type'],
    ['that are truncated', { body: text.slice(0, -1), headers: json }, 'malformed-body'],
    ['that are empty', { headers: json }, 'malformed-body'],
  ])('%s are refused on every route', async (about, sent, kind) => {
    const routes = withBody.filter(({ route }) => route.format !== 'form');
    await forEachConcurrently(routes, async ({ name, route, path }) => {
      expectProblem(await call(route.method, path, { key: keys.admin, ...sent }), kind, `${name} ${about}`);
    });
  });

  // The local cloud replaces such bytes before we see them; where they do arrive, they are not valid text.
  it('of invalid UTF-8 are refused on every route', async () => {
    const body = Buffer.from(`{"zebraField":"${INVALID_VALUE_MARK}\xff"}`, 'latin1');
    await forEachConcurrently(withBody, async ({ name, route, path }) => {
      const headers = route.format === 'form' ? FORM : json;
      const reply = await call(route.method, path, { key: keys.admin, body, headers });
      expectProblem(reply, reply.status === 400 ? 'malformed-body' : 'validation-failed', name);
    });
  });

  it('that are not objects, and unknown fields, are refused on every route with the field named', async () => {
    await forEachConcurrently(withBody, async (sample) => {
      const reply = await send(sample, { ...sample.fields, zebraField: INVALID_VALUE_MARK }, keys.admin);
      const { errors } = expectProblem(reply, 'validation-failed', sample.name);
      expect(errors, sample.name).toEqual([{ in: 'body', field: '/zebraField', expected: 'no such field' }]);
      if (sample.route.format === 'form') return;
      for (const wrong of [null, [], INVALID_VALUE_MARK, 7]) {
        const refused = expectProblem(await send(sample, wrong, keys.admin), 'validation-failed', sample.name);
        expect(refused.errors?.[0], sample.name).toMatchObject({ in: 'body', field: '', expected: 'object' });
      }
    });
  });
});

describe('paths', () => {
  it('with a query that the route does not have are refused', async () => {
    await forEachConcurrently(guarded, async (sample) => {
      const path = `${sample.path}${sample.path.includes('?') ? '&' : '?'}zebra=${INVALID_VALUE_MARK}`;
      const { errors } = expectProblem(
        await send({ ...sample, path }, sample.fields, keys.admin),
        'validation-failed',
        sample.name,
      );
      expect(errors, sample.name).toEqual([{ in: 'query', field: '/zebra', expected: 'no such field' }]);
    });
  });

  it('that do not exist are not found with any method, and known ones name their methods', async () => {
    for (const path of [
      '/',
      '/v1',
      `/v1/${INVALID_VALUE_MARK}`,
      `/v2/leads`,
      `/answers/a/${INVALID_VALUE_MARK}`,
      '/hookshop',
      '/v1/leads/%ZZ/x/y',
    ]) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        expectProblem(await call(method, path, { key: keys.admin }), 'not-found', `${method} ${path}`);
      }
    }
    await forEachConcurrently(samples, async ({ name, route, path }) => {
      const reply = await call('DELETE', path, { key: keys.admin });
      expectProblem(reply, 'method-not-allowed', name);
      expect(reply.headers.get('allow')?.split(', '), name).toContain(route.method);
    });
  });
});

it('accepts each of these calls unmodified', async () => {
  for (const sample of samples) {
    const { name } = sample;
    const reply = await send(sample, sample.fields, sample.route.roles === 'public' ? undefined : keys.admin);
    // One lead is answered, then reassigned: its link and its first assignment are no longer valid. This plan gives turns
    // back at once, so that none waits for a review.
    // This environment asks for no second person, so nothing is proposed. A pilot would keep other tests from publishing.
    const isOutdated = ['recordAnswerByLink', 'reviewMisroute', 'approvePlan', 'startPilot', 'changePilot'].includes(
      name,
    );
    expect(reply.status, `${name}: ${reply.text.slice(0, 200)}`).toBeLessThan(isOutdated ? 410 : 300);
    if (sample.route.roles !== 'public') expectNoLeak(reply, name);
  }
});
