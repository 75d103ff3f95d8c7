import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpCompanyProvider, type ProviderLimits } from '../../../shared/adapters/enrichment/http-company-provider.ts';
import type { EnrichmentSettings } from '../../../shared/domain/settings/settings.ts';
import { TIME_LIMITS } from '../../support/time-limits.ts';
import { companyProviderContract } from '../contracts/company-provider-contract.ts';
import { type AnswerRequest, aCompanyServer, type CompanyServer, sendJson } from './a-company-server.ts';

const FIELDS = { employees: 'metrics.employees', industry: 'industry', country: 'geo.country' };
/** So long that only a call that never ends meets them, even on a slow machine. */
const PATIENT: Partial<ProviderLimits> = {
  maxCallMilliseconds: TIME_LIMITS.unit,
  maxTotalMilliseconds: TIME_LIMITS.unit,
  firstRetryWaitMilliseconds: 5,
};

const whole: AnswerRequest = (_, answer) =>
  sendJson(answer, { metrics: { employees: 250 }, industry: ' Fintech ', geo: { country: 'Germany' }, name: 'Acme' });

describe('a provider over HTTP', () => {
  let server: CompanyServer;
  beforeEach(async () => {
    server = await aCompanyServer(whole);
  });
  afterEach(() => server.close());

  function provider(
    settings: Partial<EnrichmentSettings> = {},
    options: { local?: boolean; limits?: Partial<ProviderLimits>; secrets?: () => Promise<readonly string[]> } = {},
  ) {
    return new HttpCompanyProvider({
      settings: { url: server.url, hosts: ['127.0.0.1'], fields: FIELDS, ...settings },
      secrets: async () => ['s3cret'],
      local: true,
      limits: PATIENT,
      ...options,
    });
  }

  it('has a different question id for another URL or other fields, in any order', () => {
    const { questionCode } = provider();
    expect(provider({ fields: Object.fromEntries(Object.entries(FIELDS).reverse()) }).questionCode).toBe(questionCode);
    expect(provider({ fields: { ...FIELDS, revenue: 'metrics.revenue' } }).questionCode).not.toBe(questionCode);
    expect(provider({ url: `${server.url}/v2` }).questionCode).not.toBe(questionCode);
  });

  companyProviderContract(async () => {
    server.answering = (url, answer, request) =>
      url.searchParams.get('domain') === 'acme.example' ? whole(url, answer, request) : sendJson(answer, {}, 404);
    return {
      provider: provider(),
      goDown: () => {
        server.answering = (_, answer) => sendJson(answer, {}, 503);
      },
    };
  });

  it('gets the secret and nothing but the domain', async () => {
    await provider({ url: `${server.url}?version=2` }).lookUp('acme.example');
    expect(server.asked).toEqual([
      { domain: 'acme.example', authorization: 'Bearer s3cret', path: '/companies?version=2&domain=acme.example' },
    ]);
  });

  it('is retried after a transient failure', async () => {
    let times = 0;
    server.answering = (url, answer, request) => {
      times += 1;
      if (times < 3) sendJson(answer, {}, times === 1 ? 500 : 429);
      else whole(url, answer, request);
    };
    expect(await provider().lookUp('acme.example')).toMatchObject({ outcome: 'found' });
    expect(times).toBe(3);
  });

  it.each([
    ['refuses us', 401],
    ['finds the question wrong', 400],
  ])('is not retried when it %s', async (_, status) => {
    server.answering = (_url, answer) => sendJson(answer, {}, status);
    expect(await provider().lookUp('acme.example')).toEqual({ outcome: 'failed', because: `status_${status}` });
    expect(server.asked).toHaveLength(1);
  });

  it.each([401, 403])('uses the former secret while the provider answers the new one with %s', async (status) => {
    server.answering = (url, answer, request) =>
      request.headers.authorization === 'Bearer old' ? whole(url, answer, request) : sendJson(answer, {}, status);
    const secrets = async () => ['new', 'old'];
    expect(await provider({}, { secrets }).lookUp('acme.example')).toMatchObject({ outcome: 'found' });
    expect(server.asked.map(({ authorization }) => authorization)).toEqual(['Bearer new', 'Bearer old']);
  });

  it('does not use the former secret once the provider takes the new one, and says so when it takes neither', async () => {
    const secrets = async () => ['new', 'old'];
    await provider({}, { secrets }).lookUp('acme.example');
    expect(server.asked.map(({ authorization }) => authorization)).toEqual(['Bearer new']);
    server.answering = (_url, answer) => sendJson(answer, {}, 401);
    expect(await provider({}, { secrets }).lookUp('acme.example')).toEqual({
      outcome: 'failed',
      because: 'status_401',
    });
  });

  it('does not follow redirects', async () => {
    const elsewhere = await aCompanyServer(whole);
    server.answering = (_, answer) => answer.writeHead(302, { location: elsewhere.url }).end();
    expect(await provider().lookUp('acme.example')).toEqual({ outcome: 'failed', because: 'status_302' });
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });

  it.each<[string, AnswerRequest]>([
    ['says nothing', () => undefined],
    [
      'speaks too slowly',
      (_, answer) => {
        answer.writeHead(200).write('{');
        const drip = setInterval(() => answer.write(' '), 20);
        answer.on('close', () => clearInterval(drip));
      },
    ],
  ])('counts as failed when it %s', async (_, answering) => {
    server.answering = answering;
    const limits = { ...PATIENT, maxCallMilliseconds: 80 };
    expect(await provider({}, { limits }).lookUp('acme.example')).toEqual({ outcome: 'failed', because: 'timeout' });
  });

  it.each<[string, AnswerRequest, string]>([
    ['hangs up', (_, answer) => answer.destroy(), 'unreachable'],
    ['says too much', (_, answer) => sendJson(answer, { industry: 'x'.repeat(70_000) }), 'too_large'],
    ['speaks no JSON', (_, answer) => answer.end('<html>busy</html>'), 'unreadable'],
    ['says no object', (_, answer) => sendJson(answer, ['fintech']), 'unreadable'],
  ])('counts as failed when it %s', async (_, answering, because) => {
    server.answering = answering;
    expect(await provider().lookUp('acme.example')).toEqual({ outcome: 'failed', because });
  });

  it('gets no more time for all attempts than the total budget', async () => {
    server.answering = () => undefined;
    const begun = performance.now();
    const limits = { ...PATIENT, maxTotalMilliseconds: 200 };
    expect(await provider({}, { limits }).lookUp('acme.example')).toEqual({ outcome: 'failed', because: 'timeout' });
    expect(performance.now() - begun).toBeLessThan(TIME_LIMITS.unit / 2);
  });

  it('contributes only texts, numbers and booleans of its answer', async () => {
    server.answering = (_, answer) =>
      sendJson(answer, { metrics: { employees: true }, industry: ['saas'], geo: { country: 'x'.repeat(201) } });
    expect(await provider().lookUp('acme.example')).toEqual({ outcome: 'found', facts: { employees: 'true' } });
    server.answering = (_, answer) => sendJson(answer, { metrics: null, industry: '  ', geo: 'DE' });
    expect(await provider().lookUp('acme.example')).toEqual({ outcome: 'found', facts: {} });
  });

  it.each<[string, Partial<EnrichmentSettings>, string]>([
    ['at a host that is not listed', { hosts: ['api.provider.example'] }, 'host_not_allowed'],
    [
      'without TLS at another machine',
      { url: 'http://api.provider.example/', hosts: ['api.provider.example'] },
      'not_https',
    ],
    ['at a private address', { url: 'https://10.0.0.7/', hosts: ['10.0.0.7'] }, 'private_address'],
    ["at the cloud's own address", { url: 'https://169.254.169.254/', hosts: ['169.254.169.254'] }, 'private_address'],
    ['at an address with a password', { url: 'https://a:b@127.0.0.1/', hosts: ['127.0.0.1'] }, 'forbidden_address'],
  ])('is not asked %s', async (_, settings, because) => {
    expect(await provider(settings).lookUp('acme.example')).toEqual({ outcome: 'failed', because });
    expect(server.asked).toEqual([]);
  });

  it('may be on this machine only in the local cloud', async () => {
    expect(await provider({}, { local: false }).lookUp('acme.example')).toEqual({
      outcome: 'failed',
      because: 'not_https',
    });
    const { port } = new URL(server.url);
    const named = { url: `https://localhost:${port}/`, hosts: ['localhost'] };
    expect(await provider(named, { local: false }).lookUp('acme.example')).toEqual({
      outcome: 'failed',
      because: 'private_address',
    });
    expect(server.asked).toEqual([]);
  });
});
