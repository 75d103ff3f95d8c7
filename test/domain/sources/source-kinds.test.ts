import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSubmission } from '../../../shared/domain/intake/read-submission.ts';
import { SOURCE_KIND_NAMES, sourceKindOf } from '../../../shared/domain/sources/source-kinds.ts';
import { anyText } from '../intake/any-text.ts';
import { fixtureText } from './read-kind.ts';

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
  const kind = sourceKindOf(name);

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

  it('has a way to authenticate senders', () => {
    expect(kind.authentications.length).toBeGreaterThan(0);
  });
});
