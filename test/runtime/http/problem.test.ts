import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { issuesToFieldErrors } from '../../../shared/runtime/http/field-errors.ts';
import { isProblem, PROBLEMS, problem, problemToDocument } from '../../../shared/runtime/http/problem.ts';

const SECRET = 'ada.quill@example.com';

describe('problemDocument', () => {
  it('follows RFC 9457, with the request as its instance', () => {
    const errors = [{ in: 'body', field: '/epoch', expected: 'whole number', got: 'text' }] as const;
    const found = problem('validation-failed', 'See `errors` for the invalid fields.', {
      errors,
      headers: { allow: 'GET' },
    });
    expect(problemToDocument(found, 'JKJa=')).toEqual({
      type: '/problems/validation-failed',
      title: 'Some fields are invalid',
      status: 422,
      detail: 'See `errors` for the invalid fields.',
      instance: 'urn:baton:request:JKJa%3D',
      errors,
    });
  });

  it('has an error status and a title for every kind', () => {
    for (const { status, title } of Object.values(PROBLEMS)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).toMatch(/^[A-Z].*[a-z]$/);
    }
  });

  it('is distinguished from a reply', () => {
    expect(isProblem(problem('conflict', 'x'))).toBe(true);
    expect(isProblem({ status: 200, body: { kind: 'x', detail: 'y' } })).toBe(false);
  });
});

describe('fieldErrors', () => {
  const schema = z.strictObject({
    email: z.email(),
    epoch: z.int().min(1),
    score: z.number().lt(5).optional(),
    tags: z.array(z.string().max(3)).min(1),
    answer: z.enum(['contacted', 'qualified']),
    until: z.iso.date(),
    at: z.iso.datetime({ precision: 3 }).optional(),
    id: z.string().regex(/^lead_/, 'id of a lead'),
    fields: z.record(z.string().max(5), z.string()),
    either: z.union([z.string(), z.number()]),
    step: z.number().multipleOf(5).optional(),
    code: z.string().length(2).optional(),
  });
  const found = (input: unknown) => issuesToFieldErrors('body', schema.safeParse(input).error?.issues ?? [], input);
  const good = {
    email: SECRET,
    epoch: 1,
    tags: ['a'],
    answer: 'contacted',
    until: '2026-11-21',
    id: 'lead_1',
    fields: {},
    either: 1,
  };

  it('finds nothing in a valid body', () => {
    expect(found(good)).toEqual([]);
  });

  it.each([
    [{ email: `${SECRET} x` }, '/email', 'e-mail address', 'text'],
    [{ email: undefined }, '/email', 'text', 'nothing'],
    [{ email: null }, '/email', 'text', 'null'],
    [{ epoch: '3' }, '/epoch', 'number', 'text'],
    [{ epoch: 1.5 }, '/epoch', 'whole number', 'number'],
    [{ epoch: 0 }, '/epoch', 'at least 1', 'number'],
    [{ score: 5 }, '/score', 'less than 5', 'number'],
    [{ tags: [] }, '/tags', 'at least 1 entry', 'list'],
    [{ tags: ['a', 'long'] }, '/tags/1', 'at most 3 characters', 'text'],
    [{ tags: {} }, '/tags', 'list', 'object'],
    [{ answer: SECRET }, '/answer', 'one of: contacted, qualified', 'text'],
    [{ until: '21.11.2026' }, '/until', 'date such as 2026-11-21', 'text'],
    [{ at: '2026-11-21' }, '/at', 'UTC time such as 2026-11-21T20:12:00.000Z', 'text'],
    [{ id: SECRET }, '/id', 'id of a lead', 'text'],
    [{ either: true }, '/either', 'text or number', 'yes or no (true, false)'],
    [{ step: 7 }, '/step', 'a multiple of 5', 'number'],
    [{ code: 'abc' }, '/code', 'exactly 2 characters', 'text'],
    [{ fields: { toolong: 'x' } }, '/fields/toolong', 'key: at most 5 characters', 'text'],
  ])('reports for %j: %s, expected %s, got %s', (wrong, field, expected, got) => {
    expect(found({ ...good, ...wrong })).toEqual([{ in: 'body', field, expected, got }]);
  });

  it('names an unknown field', () => {
    expect(found({ ...good, emial: SECRET })).toEqual([{ in: 'body', field: '/emial', expected: 'no such field' }]);
  });

  it('does not repeat a key that may be personal data, nor any value', () => {
    const all = found({
      [SECRET]: SECRET,
      fields: { [SECRET]: 1, 'Ada Quill': 2 },
      id: SECRET,
      answer: SECRET,
      email: 'Ada',
    });
    expect(all.map(({ field }) => field)).toContain('/*');
    expect(JSON.stringify(all)).not.toMatch(/ada|quill/i);
  });

  it('lists the choices where one field determines the others', () => {
    const union = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a') }),
      z.object({ kind: z.literal('b') }),
    ]);
    const issues = union.safeParse({ kind: SECRET }).error?.issues ?? [];
    expect(issuesToFieldErrors('body', issues, { kind: SECRET })).toEqual([
      { in: 'body', field: '/kind', expected: 'one of: a, b', got: 'text' },
    ]);
  });

  it('points at the whole body when the whole body is wrong', () => {
    expect(found([])).toEqual([{ in: 'body', field: '', expected: 'object', got: 'list' }]);
  });
});
