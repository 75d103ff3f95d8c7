import { describe, expect, it } from 'vitest';
import { parseExampleLeads, personOf } from '../../../cli/demo/example-lead.ts';
import { buildLeadRequest } from '../../../cli/demo/outgoing.ts';
import { parseGenericBody } from '../../../shared/domain/intake/generic-body.ts';
import { verifyWebhook } from '../../../shared/runtime/auth/signatures.ts';
import { verifySender } from '../../../shared/sources/sender-proof.ts';
import { typeform } from '../../../shared/sources/typeform.ts';
import { readAs } from '../../sources/read-kind.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const INTAKE = {
  hookUrl: 'https://api.example/hooks/generic/key',
  secret: `whsec_${'c2VjcmV0'.repeat(6)}`,
  typeform: { url: 'https://api.example/hooks/typeform/key', secret: 'typeform-secret' },
  apiUrl: 'https://api.example',
  apiKey: 'baton_key',
};
const FIELDS = { email: 'Ada@North.example', name: 'Ada North', city: 'Köln' };
const SENDS = ['json', 'urlencoded', 'multipart', 'api'] as const;

function exampleSent(send: (typeof SENDS)[number] | 'typeform') {
  const text = JSON.stringify([{ id: 'ada', about: 'Invented', send, body: FIELDS }]);
  const example = parseExampleLeads(text).get('ada');
  if (!example) throw new Error('it was just written');
  return example;
}

function outgoing(send: (typeof SENDS)[number] | 'typeform', signed = false) {
  return buildLeadRequest(exampleSent(send), { intake: INTAKE, signed, id: 'msg_ada', now: MONDAY });
}

describe('outgoingLead', () => {
  it.each(SENDS)('builds a %s request that intake can parse, with the submission time', async (send) => {
    const { body, headers } = outgoing(send);
    const parsed = await parseGenericBody({
      bytes: new TextEncoder().encode(body),
      contentType: headers['content-type'],
    });
    const [lead] = parsed.ok ? parsed.value.leads : [];
    const read = Object.fromEntries((lead?.fields ?? []).map(({ name, value }) => [name, value]));
    expect(read).toEqual({ ...FIELDS, [send === 'api' ? 'submittedAt' : 'submitted_at']: MONDAY });
  });

  it('builds a Typeform response that its source kind can parse, signed for its hook', async () => {
    const { url, headers, body } = outgoing('typeform');
    const [read] = (await readAs('typeform', body)) ?? [];
    expect(read).toMatchObject({ submittedAt: MONDAY, person: { email: FIELDS.email, city: 'Köln' } });
    expect(url).toBe(INTAKE.typeform.url);
    const request = { method: 'POST', urls: [url], headers, body: new TextEncoder().encode(body), now: MONDAY };
    expect(verifySender(typeform, [INTAKE.typeform.secret], request)).toEqual({});
  });

  it('uses the source’s secret for the hook, and the API key for the API', () => {
    expect(outgoing('json')).toMatchObject({
      url: INTAKE.hookUrl,
      headers: { authorization: `Bearer ${INTAKE.secret}` },
    });
    const viaApi = outgoing('api');
    expect(viaApi.url).toBe('https://api.example/v1/leads');
    expect(viaApi.headers.authorization).toBe('Bearer baton_key');
  });

  it('signs the request instead, on request', () => {
    const { headers, body } = outgoing('json', true);
    expect(headers).not.toHaveProperty('authorization');
    const message = { headers, body: new TextEncoder().encode(body), now: MONDAY };
    expect(verifyWebhook([INTAKE.secret], message)).toEqual({ outcome: 'valid', id: 'msg_ada' });
  });
});

describe('whoIs', () => {
  it.each(SENDS)('finds the person of a lead sent as %s, with the normalized address', async (send) => {
    expect(await personOf(exampleSent(send))).toEqual({ email: 'ada@north.example', name: 'Ada North' });
  });

  it('requires an e-mail address', async () => {
    const [lead] = parseExampleLeads('[{"id":"x","about":"y","send":"json","body":{"name":"Ada"}}]').values();
    if (!lead) throw new Error('it was just written');
    await expect(personOf(lead)).rejects.toThrow('x has no e-mail address');
  });
});
