import { expect, inject, it } from 'vitest';
import * as z from 'zod';
import { knownFieldRoutes } from '../../shared/api/known-fields.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { signFormToken } from '../../shared/runtime/auth/form-token.ts';
import { runBaton } from './baton-command.ts';
import { eventually } from './eventually.ts';
import { call } from './http.ts';
import { Receipt } from './leads.ts';
import { expectProblem } from './problems.ts';

const { keys } = inject('deployed');
const PAGE = 'https://www.acme.example';
const Made = z.array(z.object({ hookUrl: z.string(), secret: z.string() })).min(1);
const expires = instantOf(Date.now() + 3600_000);
const Fields = knownFieldRoutes.readKnownFields.replies[200];

it('tells a form what to hide and what to ask next, by names only, and nobody else whom it knows', async () => {
  const [source] = Made.parse(
    JSON.parse(
      await runBaton(
        'source',
        'add',
        'e2e-asking',
        '--field',
        'ref-size=employees',
        '--ask',
        '1+1',
        '--origin',
        PAGE,
        '--json',
      ),
    ),
  );
  if (!source) throw new Error('no source was made');
  const { hookUrl, secret } = source;
  const email = `nora.${Date.now()}@lindwerk.example`;
  const headers = { authorization: `Bearer ${secret}` };
  const posted = await call('POST', hookUrl, { json: { email, company: 'Lindwerk', 'ref-size': '100-999' }, headers });
  const [lead] = Receipt.parse(posted.json()).leads;
  if (!lead) throw new Error(posted.text);
  const ask = async (about: { lead: string } | { email: string }) => {
    const token = signFormToken(secret, { source: 'e2e-asking', expires, ...about });
    const reply = await call('POST', '/v1/known', { json: { token }, headers: { origin: PAGE } });
    expect([reply.status, reply.headers.get('access-control-allow-origin')], reply.text).toEqual([200, PAGE]);
    expect(reply.text).not.toMatch(/lindwerk\.|Lindwerk|100/);
    return Fields.parse(reply.json());
  };

  // A process that has not seen the new source keeps the list for a moment.
  const known = await eventually(() => ask({ lead: lead.id }));
  expect(known.known).toEqual(expect.arrayContaining(['company', 'email', 'employees', 'ref-size']));
  expect(known.ask).not.toContain('employees');
  expect(await ask({ email })).toEqual(known);

  const stranger = await ask({ email: 'kai.berg@fjord.example' });
  expect(stranger).toEqual(await ask({ email: 'somebody.else@fjord.example' }));
  expect(stranger.known).toEqual([]);
  expect(stranger.ask.length).toBeLessThanOrEqual(2);

  const printed = await runBaton('source', 'token', 'e2e-asking', '--lead', lead.id, '--json');
  const { token } = z.object({ token: z.string() }).parse(JSON.parse(printed));
  const byLink = await call('GET', `/v1/known?t=${token}`);
  expect(Fields.parse(byLink.json())).toEqual(known);

  // No preflight here: the local cloud answers those itself, by a CORS setting that the API does not have. On AWS they reach
  // the function, and test/runtime/http/route-table.signed.test.ts sends them.
  const elsewhere = await call('GET', `/v1/known?t=${token}`, { headers: { origin: 'https://evil.example' } });
  expectProblem(elsewhere, 'forbidden', 'another page');
  const byEmail = signFormToken(secret, { source: 'e2e-asking', expires, email });
  expectProblem(await call('GET', `/v1/known?t=${byEmail}`), 'forbidden', 'an address in a URL');
  const forged = signFormToken('another secret', { source: 'e2e-asking', expires, lead: lead.id });
  expectProblem(await call('GET', `/v1/known?t=${forged}`, { key: keys.admin }), 'unauthorized', 'forged');
});
