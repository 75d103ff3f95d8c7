import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCompanyServer, type CompanyServer, sendJson } from '../adapters/enrichment/a-company-server.ts';
import { runBaton } from './baton-command.ts';
import { eventually } from './eventually.ts';
import { readLead } from './http.ts';
import { aNewPerson, postLead } from './leads.ts';

let server: CompanyServer;
beforeAll(async () => {
  server = await aCompanyServer((_, answer) =>
    sendJson(answer, { metrics: { employees: 2500 }, geo: { country: 'Austria' } }),
  );
  const secretFile = join(await mkdtemp(join(tmpdir(), 'baton-')), 'secret');
  await writeFile(secretFile, 'the-secret\n');
  const fields = ['--field', 'employees=metrics.employees', '--field', 'country=geo.country'];
  await runBaton('enrichment', 'set', '--url', server.url, ...fields, '--secret-file', secretFile);
});
afterAll(async () => {
  await runBaton('enrichment', 'set', '--off');
  await server.close();
});

const aCompany = () => `firm-${randomUUID()}.example`;
const askedAbout = (domain: string) => server.asked.filter((asked) => asked.domain === domain);

/** Posts a lead of somebody at this company, and waits until it is routed. */
async function routedLead(domain: string, more: Readonly<Record<string, string>> = {}) {
  const id = await postLead(aNewPerson({ email: `nora.${randomUUID()}@${domain}`, ...more }));
  return eventually(async () => {
    const lead = await readLead(id);
    expect(lead.state).not.toBe('received');
    return lead;
  });
}

it('calls the provider once per company, and never with personal data', async () => {
  // A running function picks up new settings when its own copy expires.
  const domain = await eventually(async () => {
    const asked = aCompany();
    expect((await routedLead(asked)).enrichment).toMatchObject({ outcome: 'fetched' });
    return asked;
  });
  expect(askedAbout(domain)).toEqual([
    { domain, authorization: 'Bearer the-secret', path: `/companies?domain=${domain}` },
  ]);
  const second = await routedLead(domain, { employees: '10' });
  expect(second).toMatchObject({
    features: { country: 'AT', region: 'emea', employees: 10 },
    enrichment: { outcome: 'cached', missing: expect.any(Array) },
  });
  expect(askedAbout(domain)).toHaveLength(1);
});

it('routes by the provider’s facts', async () => {
  const lead = await routedLead(aCompany());
  expect(lead).toMatchObject({ rule: 'enterprise', features: { employees: 2500, country: 'AT' } });
});

it('routes a lead even when the provider is down', async () => {
  server.answering = (_, answer) => sendJson(answer, {}, 503);
  const lead = await routedLead(aCompany(), { country: 'DE' });
  expect(lead).toMatchObject({ features: { country: 'DE' }, enrichment: { outcome: 'failed' } });
});
