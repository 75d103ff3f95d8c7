import { describe, expect, test } from 'vitest';
import { MAX_LEAD_SIZES } from '../../../shared/domain/intake/lead-fields.ts';
import { jsonBody, parseOnlyLead } from './bodies.ts';

const ADA = { email: 'ada@acme.example', name: 'Ada Lovelace' };

describe('limits per lead', () => {
  test('of fields', async () => {
    const many = Object.fromEntries(
      Array.from({ length: MAX_LEAD_SIZES.fields + 1 }, (_, index) => [`f${index}`, 'x']),
    );
    const { fields, problems } = await parseOnlyLead(jsonBody(many));
    expect(Object.keys(fields)).toHaveLength(MAX_LEAD_SIZES.fields);
    expect(problems).toEqual([{ code: 'too_many_fields' }]);
  });

  test('of a name', async () => {
    const { fields, problems } = await parseOnlyLead(
      jsonBody({ ...ADA, ['k'.repeat(200)]: 'kept', ['k'.repeat(201)]: 'left out' }),
    );
    expect(fields).toEqual({ ...ADA, ['k'.repeat(200)]: 'kept' });
    expect(problems).toEqual([{ code: 'name_too_long' }]);
  });

  test('of a value', async () => {
    const { fields, problems } = await parseOnlyLead(
      jsonBody({ fits: 'x'.repeat(10_000), message: 'x'.repeat(10_001) }),
    );
    expect([fields.fits?.length, fields.message?.length]).toEqual([10_000, 10_000]);
    expect(problems).toEqual([{ code: 'value_too_long', field: 'message' }]);
  });

  test('of a whole lead, so that it fits into an item in any alphabet', async () => {
    const long = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, '語'.repeat(9000)]));
    const { fields, problems } = await parseOnlyLead(jsonBody(long));
    expect(new TextEncoder().encode(JSON.stringify(fields)).length).toBeLessThan(350_000);
    expect(problems?.map(({ code }) => code)).toEqual(['value_too_long', 'lead_too_large']);
  });

  test('of depth', async () => {
    const deep = (levels: number): unknown => (levels === 0 ? 'bottom' : { a: deep(levels - 1) });
    const { fields, problems } = await parseOnlyLead(jsonBody({ ...ADA, shallow: deep(6), deep: deep(20) }));
    expect(fields).toEqual({ ...ADA, 'shallow.a.a.a.a.a.a': 'bottom' });
    expect(problems).toEqual([{ code: 'nested_too_deep' }]);
  });
});
