import { beforeEach, describe, expect, it } from 'vitest';
import {
  allowFormPages,
  askKnownFields,
  type KnownFieldsDeps,
  readKnownFields,
} from '../../../functions/manage-sources/known-fields.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { InMemoryRateLimiter } from '../../../shared/adapters/in-memory/in-memory-rate-limiter.ts';
import type { FormToken } from '../../../shared/domain/forms/form-token.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { signFormToken } from '../../../shared/runtime/auth/form-token.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aSource } from '../../support/builders/source.ts';

const SECRET = 'an invented secret';
const PAGE = 'https://www.acme.example';
const expires = addSeconds(MONDAY, 3600);
const EMAIL = { source: 'demo-form', email: 'nora.lind@lindwerk.example', expires };

describe('a form', () => {
  let deps: KnownFieldsDeps;
  let secrets: { kept: readonly string[]; current: readonly string[] };
  let about: FormToken;
  beforeEach(async () => {
    const memory = createInMemoryDeps();
    const lead = await aStoredLead(memory.leads);
    about = { source: 'demo-form', lead: lead.id, expires };
    await memory.sources.save(aSource({ origins: [PAGE] }));
    await memory.sources.save(aSource({ id: 'other', key: 'other-key' }));
    secrets = { kept: [SECRET], current: [SECRET] };
    deps = {
      ...memory,
      formSources: memory.sources,
      sourceSecrets: async (source, { fresh }) => {
        if (source !== 'demo-form') return ['the secret of another source'];
        return fresh ? secrets.current : secrets.kept;
      },
      rates: new InMemoryRateLimiter(),
    };
  });

  const get = (t: string, origin?: string) => readKnownFields({ query: { t }, now: MONDAY, origin } as never, deps);
  const post = (token: string) => askKnownFields({ body: { token }, now: MONDAY } as never, deps);
  const signed = (token: FormToken) => signFormToken(SECRET, token);

  it('learns names of fields for a token that its source signed', async () => {
    expect(await get(signed(about))).toMatchObject({ status: 200, body: { known: expect.any(Array), ask: [] } });
    expect(await post(signed(about))).toMatchObject({ status: 200 });
  });

  it('sends an e-mail address in a body only, so that none gets into a log of addresses', async () => {
    expect(await post(signed(EMAIL))).toMatchObject({ status: 200, body: { known: [] } });
    expect(await get(signed(EMAIL))).toMatchObject({ kind: 'forbidden', detail: expect.stringContaining('POST') });
  });

  it('gets one refusal for every token that is not good', async () => {
    const refused = [
      await get('a.b'),
      await get(signFormToken('another', about)),
      await get(signed({ ...about, source: 'other' })),
      await get(signed({ ...about, source: 'nobody' })),
      await get(signed({ ...about, expires: MONDAY })),
    ];
    expect(new Set(refused.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(refused[0]).toMatchObject({ kind: 'unauthorized' });
  });

  it('may sign with a secret that was just replaced', async () => {
    secrets = { kept: ['the former secret'], current: [SECRET] };
    expect(await get(signed(about))).toMatchObject({ status: 200 });
  });

  it('is answered on the pages of its own source alone', async () => {
    const headers = { 'access-control-allow-origin': PAGE, vary: 'origin' };
    expect(await get(signed(about), PAGE)).toMatchObject({ status: 200, headers });
    expect(await get(signed(about), 'https://evil.example')).toMatchObject({ kind: 'forbidden' });
    const ofOther = signFormToken('the secret of another source', { ...about, source: 'other' });
    expect(await get(ofOther, PAGE)).toMatchObject({ kind: 'forbidden' });
  });

  it('is asked before by a browser, and only the origins of sources may go on', async () => {
    expect(await allowFormPages(PAGE, deps)).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-headers': 'content-type',
    });
    expect(await allowFormPages('https://evil.example', deps)).toBeUndefined();
  });

  it('may ask so often about one person, known or not, and no more', async () => {
    for (const token of [signed(about), signed(EMAIL)]) {
      const statuses = [];
      for (let call = 0; call < 21; call += 1) statuses.push(await post(token));
      expect(statuses[19]).toMatchObject({ status: 200 });
      expect(statuses[20]).toMatchObject({ kind: 'too-many-requests', headers: { 'retry-after': '60' } });
    }
  });

  it('asks about everybody together within the limit of its source', async () => {
    const asked = Array.from({ length: 601 }, (_, at) => signed({ ...EMAIL, email: `person${at}@fjord.example` }));
    const answers = [];
    for (const token of asked) answers.push(await post(token));
    expect(answers[599]).toMatchObject({ status: 200 });
    expect(answers[600]).toMatchObject({ kind: 'too-many-requests' });
  });
});
