import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { deriveFeatures } from '../../../shared/domain/enrichment/enrich.ts';
import { personKeysOf } from '../../../shared/domain/enrichment/person-keys.ts';
import { parseGenericBody } from '../../../shared/domain/intake/generic-body.ts';
import type { RawBody } from '../../../shared/domain/intake/parsed-body.ts';
import { readSubmission } from '../../../shared/domain/intake/read-submission.ts';
import { bodyOf, jsonBody, multipartBody } from './bodies.ts';

const Fields = z.record(z.string(), z.string());
const Example = z.discriminatedUnion('send', [
  z.object({ id: z.string(), about: z.string().min(1), send: z.enum(['json', 'api']), body: z.unknown() }),
  z.object({
    id: z.string(),
    about: z.string().min(1),
    send: z.enum(['urlencoded', 'multipart', 'typeform']),
    body: Fields,
  }),
]);
type Example = z.output<typeof Example>;

const file = new URL('../../../examples/leads.json', import.meta.url);
const examples = z.array(Example).parse(JSON.parse(readFileSync(file, 'utf8')));

function bodySent(example: Example): RawBody {
  switch (example.send) {
    case 'json':
    case 'api':
    case 'typeform':
      return jsonBody(example.body);
    case 'urlencoded':
      return bodyOf(new URLSearchParams(example.body).toString(), 'application/x-www-form-urlencoded');
    case 'multipart':
      return multipartBody(example.body);
  }
}

async function submissionsOf(example: Example) {
  const parsed = await parseGenericBody(bodySent(example));
  if (!parsed.ok) throw new Error(`${example.id}: ${parsed.problem.detail}`);
  const reading = { source: 'demo-form', touch: 'unknown' };
  return parsed.value.leads.map((lead) => readSubmission({ lead, mapping: reading, hash: (content) => content }));
}

const understood = await Promise.all(
  examples.map(async (example) => ({
    id: example.id,
    leads: (await submissionsOf(example)).map((submission) => ({ submission, ...deriveFeatures(submission) })),
  })),
);

function onlyLead(id: string) {
  const [lead, ...others] = understood.find((example) => example.id === id)?.leads ?? [];
  if (lead === undefined || others.length > 0) throw new Error(`${id} is not one lead`);
  return lead;
}

describe('the example leads', () => {
  test('are at least 25, each with a unique name', () => {
    expect(examples.length).toBeGreaterThanOrEqual(25);
    expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
  });

  test('belong to nobody: reserved domains and numbers only', () => {
    const people = understood.flatMap(({ leads }) => leads.map(({ person }) => person));
    const reserved = /^\+(?:1\d{3}55501\d\d|493023125\d{3}|492214710\d{3}|3319900\d{4}|442079460\d{3})$/;
    expect(people.filter(({ email }) => !email?.endsWith('.example'))).toEqual([]);
    expect(people.filter(({ phone }) => phone !== undefined && !reserved.test(phone))).toEqual([]);
  });

  test('are read completely: a touchpoint, and nothing unreadable except on purpose', () => {
    const unread = understood.flatMap(({ id, leads }) =>
      leads.flatMap(({ unknownValues: unknown }) => unknown.map((value) => ({ id, ...value }))),
    );
    expect(unread).toEqual([{ id: 'unknown-place', field: 'country', value: 'Select country' }]);
    const leads = understood.flatMap((example) => example.leads);
    expect(leads.filter(({ submission }) => submission.touch === 'unknown')).toEqual([]);
    expect(leads.flatMap(({ submission }) => submission.problems)).toEqual([]);
  });

  test.each([
    [
      'enterprise-demo-de',
      { country: 'DE', region: 'emea', employees: '1000-5000', seniority: 'director', language: 'de' },
    ],
    ['enterprise-demo-fr', { country: 'FR', employees: '1001+', seniority: 'c-level', industry: 'financial services' }],
    ['enterprise-demo-us', { country: 'US', region: 'amer', state: 'US-CA', employees: '10000+', seniority: 'vp' }],
    ['enterprise-demo-uk', { country: 'GB', employees: '1000+', seniority: 'c-level', department: 'it' }],
    ['enterprise-demo-cn', { country: 'CN', region: 'apac', employees: '5000+' }],
    ['midmarket-demo-de', { country: 'DE', region: 'emea', employees: '200-500', department: 'it' }],
    ['midmarket-demo-us', { country: 'US', employees: '501-900', product: 'platform' }],
    ['midmarket-demo-ca', { country: 'CA', region: 'amer', state: 'CA-ON', language: 'fr' }],
    ['smb-demo-at', { country: 'AT', employees: '1-19', email_kind: 'role', seniority: 'c-level' }],
    ['smb-demo-es', { country: 'ES', employees: '11-50', language: 'es', department: 'sales' }],
    ['pricing-page-ch', { country: 'CH', page: '/pricing', seniority: 'c-level' }],
    ['student-de', { seniority: 'student', title: 'student' }],
    ['intern-us', { seniority: 'student', title: 'marketing intern' }],
    ['competitor-demo', { domain: 'rival.example' }],
    ['competitor-subdomain', { domain: 'copycat.example' }],
    ['analytics-us', { product: 'analytics', employees: '200-500', industry: 'financial services', state: 'US-NY' }],
    ['unplaceable-product', { product: 'hardware', region: 'apac' }],
  ])('%s has the expected features', (id, features) => {
    expect(onlyLead(id).features).toMatchObject(features);
  });

  test('one person appears twice, with two kinds of touchpoint', () => {
    const first = onlyLead('one-person-first-touch').submission;
    const second = onlyLead('one-person-second-touch').submission;
    expect(personKeysOf(second.person)).toEqual(personKeysOf(first.person));
    expect(second.dedupe.contentHash).not.toBe(first.dedupe.contentHash);
  });

  test('three people appear twice, everybody else once', () => {
    const keys = understood.flatMap(({ leads }) => leads.map(({ submission }) => personKeysOf(submission.person)[0]));
    expect(keys).toHaveLength(33);
    expect(new Set(keys).size).toBe(30);
  });

  test('an unknown place stays unknown', () => {
    const { features } = onlyLead('unknown-place');
    expect(features).not.toHaveProperty('country');
    expect(features).not.toHaveProperty('region');
  });

  test('one is a test lead', () => {
    const trials = understood.filter(({ leads }) => leads.some(({ submission }) => submission.test));
    expect(trials.map(({ id }) => id)).toEqual(['test-lead']);
  });
});
