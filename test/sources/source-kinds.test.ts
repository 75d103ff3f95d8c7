import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSubmission } from '../../shared/domain/intake/read-submission.ts';
import { SOURCE_KIND_NAMES } from '../../shared/domain/sources/source-kind-names.ts';
import { verifySender } from '../../shared/sources/sender-proof.ts';
import { SOURCE_KINDS } from '../../shared/sources/source-kinds.ts';
import { anyText } from '../domain/intake/any-text.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { fixtureText, readAs } from './read-kind.ts';

const encoder = new TextEncoder();
const everything = { isMapped: () => true };
const vendorKeys = fc.constantFrom(
  ...['form_response', 'answers', 'field', 'type', 'choices', 'labels', 'hidden', 'definition', 'fields', 'email'],
  ...['properties', 'value', 'vid', 'form-submissions', 'timestamp', '__proto__', 'constructor', 'toString'],
);
/** JSON with vendors' keys in unexpected places. */
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(anyText(8), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(vendorKeys, tie('tree'), { maxKeys: 6 }),
  ),
}));
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  tree.map((value) => encoder.encode(JSON.stringify(value))),
  tree.map((value) => encoder.encode(JSON.stringify({ form_response: value, properties: value }))),
  fc.nat(3000).map((end) => encoder.encode(fixtureText('typeform-named').slice(0, end))),
);

describe.each(SOURCE_KIND_NAMES)('the kind %s', (name) => {
  const kind = SOURCE_KINDS[name];

  it('never throws, whatever the bytes and the content type', async () => {
    const type = fc.constantFrom('application/json', 'text/plain', '', 'multipart/form-data; boundary=x', 'x');
    await fc.assert(
      fc.asyncProperty(bytes, type, async (body, contentType) => {
        const parsed = await kind.read({ bytes: body, contentType }, everything);
        if (!parsed.ok) return;
        for (const lead of parsed.value.leads) {
          readSubmission({ lead, mapping: { source: 's', touch: 'content' }, hash: (text) => text });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('signs its own sample, verifies the signature, and reads the sample as a test lead', async () => {
    const hook = { url: `https://leads.acme.example/hooks/${name}/some-key`, secret: 'an-invented-secret' };
    const fields = { email: 'nora.lind@lindwerk.example', company: 'Lindwerk' };
    const sample = kind.markAsTest(kind.buildSample(fields, { id: 'entry-1', at: MONDAY }));
    const body = JSON.stringify(sample);
    const headers = kind.sign(hook.secret, { url: hook.url, body, at: MONDAY });
    const request = { method: 'POST', urls: [hook.url], headers, body: encoder.encode(body), now: MONDAY };
    expect(verifySender(kind, [hook.secret], request)).toEqual({});
    expect(verifySender(kind, ['another-secret'], request)).toBeUndefined();
    expect(verifySender(kind, [hook.secret], { ...request, headers: {} })).toBeUndefined();
    expect(await readAs(name, body)).toMatchObject([
      { test: true, person: { email: fields.email, company: fields.company } },
    ]);
  });

  it('says what to do to set it up', () => {
    const steps = kind.formatSteps({ url: 'https://leads.acme.example/hooks/x/y', secret: 'an-invented-secret' });
    expect(steps.join('\n')).toMatch(/\w{3}/);
    expect(kind.title).not.toBe('');
  });
});

describe('a body from the sender', () => {
  it.each([
    ['typeform', 'typeform-named'],
    ['hubspot-workflow', 'hubspot-versions'],
    ['hubspot-workflow', 'hubspot-chosen'],
  ] as const)('of kind %s, %s, becomes a test lead with nothing else changed', async (name, fixture) => {
    const body = JSON.parse(fixtureText(fixture)) as Record<string, unknown>;
    const { markAsTest } = SOURCE_KINDS[name];
    const [before] = (await readAs(name, JSON.stringify(body))) ?? [];
    const [marked] = (await readAs(name, JSON.stringify(markAsTest(body)))) ?? [];
    expect(before).toMatchObject({ test: false });
    expect(marked).toMatchObject({ test: true, person: (before as { person: object }).person });
  });
});
