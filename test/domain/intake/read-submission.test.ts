import { describe, expect, test } from 'vitest';
import { readSubmission } from '../../../shared/domain/intake/read-submission.ts';
import { MAPPING, read } from './read-fields.ts';

describe('the entry itself', () => {
  test.each([
    ['demo_request', 'demo_request'],
    ['pricing-page', 'pricing_page'],
  ])('a touchpoint of %j is %s', (said, touch) => {
    expect(read([['touch', said]]).touch).toBe(touch);
  });

  test.each([
    ['Jane Doe, jane@acme.example, wants a demo'],
    ['jane@acme.example'],
    ['+49 30 23125 000'],
    ['call_0170_1234567'],
    ['t491701234567'],
    ['Pricing Page'],
    ['!!!'],
    ['a'.repeat(90)],
  ])(
    'a touchpoint of %j is not a code: the default of the source applies, and the text stays with the person',
    (said) => {
      const submission = read([['touch', said]]);
      expect(submission.touch).toBe('demo_request');
      expect(submission.person.answers).toEqual({ touch: said });
      expect(submission.problems).toEqual([{ code: 'unreadable_touch', field: 'touch' }]);
    },
  );

  test('belongs to the source that delivered it, whatever it claims', () => {
    const submission = read([['source', 'partner']]);
    expect(submission.source).toBe('demo-form');
    expect(submission.touch).toBe('demo_request');
  });

  test.each([
    ['true', true],
    ['1', true],
    ['Yes', true],
    ['false', false],
    ['0', false],
    ['', false],
    ['no', false],
  ])('test: %j is %s', (said, expected) => {
    expect(read([['test', said]]).test).toBe(expected);
  });

  test.each(['submission_id', 'submissionId', 'entry_id', 'data.response_id', 'payload[submission_id]'])(
    'its own id is read from %s',
    (name) => {
      expect(read([[name, '9007199254740993']]).dedupe.submissionId).toBe('9007199254740993');
    },
  );

  test.each(['id', 'data.id', 'payload[id]', 'event_id', 'eventId', 'data[Event ID]'])(
    '%s may be the id of the person or a webinar: another request with it is another submission, the same request is not',
    (name) => {
      const request = (message: string, fields = {}) =>
        read(
          [
            [name, 'spring-77'],
            ['message', message],
          ],
          { fields },
        ).dedupe.submissionId;
      expect(request('A demo, please')).toBe(request('A demo, please'));
      expect(request('A demo, please')).not.toBe(request('Now for the other team'));
      expect(request('A demo, please', { [name]: 'submission_id' })).toBe('spring-77');
    },
  );

  test('an id that is too long is kept as an answer', () => {
    const { dedupe, problems, person } = read([['id', 'x'.repeat(201)]]);
    expect(dedupe.submissionId).toBeUndefined();
    expect(problems).toEqual([{ code: 'unreadable_id', field: 'id' }]);
    expect(person.answers.id).toHaveLength(201);
  });

  test.each([
    ['2026-11-21T20:12:00.000Z', '2026-11-21T20:12:00.000Z'],
    ['2026-11-21T20:12:00Z', '2026-11-21T20:12:00.000Z'],
    ['2026-11-21T21:12:00+01:00', '2026-11-21T20:12:00.000Z'],
    ['2026-11-21T21:12:00+0100', '2026-11-21T20:12:00.000Z'],
    ['2026-11-21 20:12:00', '2026-11-21T20:12:00.000Z'],
    ['2026-11-21 20:12:00 UTC', '2026-11-21T20:12:00.000Z'],
    ['2026-11-21T20:12', '2026-11-21T20:12:00.000Z'],
    ['2026-11-21T20:12:00.123456789Z', '2026-11-21T20:12:00.123Z'],
    ['1795291920', '2026-11-21T20:12:00.000Z'],
    ['1795291920000', '2026-11-21T20:12:00.000Z'],
  ])('was sent at %s', (said, at) => {
    expect(read([['submitted_at', said]]).submittedAt).toBe(at);
  });

  test.each([
    'yesterday',
    '2026-11-21',
    '2026-02-31T10:00:00Z',
    '21.11.2026 20:12',
    '1970-01-01T00:00:00Z',
    '0',
    '99999999999999999',
  ])('a time of %j is unreadable and is kept', (said) => {
    const { submittedAt, problems, person } = read([['submitted_at', said]]);
    expect(submittedAt).toBeUndefined();
    expect(problems).toEqual([{ code: 'unreadable_time', field: 'submitted_at' }]);
    expect(person.answers).toEqual({ submitted_at: said });
  });

  test('includes problems of the body', () => {
    const lead = {
      fields: [{ name: 'email', value: 'ada@acme.example' }],
      problems: [{ code: 'too_many_fields' as const }],
    };
    expect(readSubmission({ lead, mapping: MAPPING, hash: () => '#' }).problems).toEqual([{ code: 'too_many_fields' }]);
  });
});

describe('the mapping of a source', () => {
  test('maps fields and values to those of Baton, whatever their case', () => {
    const { submittedFacts: given, touch } = read(
      [
        ['q7', 'smb '],
        ['Why are you here', 'See it'],
        ['country', 'DE'],
      ],
      {
        fields: { q7: 'employees', 'Why are you here': 'touch' },
        values: { employees: { SMB: '1-99' }, touch: { 'see it': 'demo_request' }, country: { '': 'US' } },
      },
    );
    expect([given, touch]).toEqual([{ employees: '1-99', country: 'DE' }, 'demo_request']);
  });

  test('ignores a field, or keeps it as text for the rep', () => {
    const { person, unmapped } = read(
      [
        ['csrf', 'x1'],
        ['q9', 'Soon'],
        ['q10', 'Later'],
      ],
      { fields: { csrf: 'ignore', q9: 'answer' } },
    );
    expect(person.answers).toEqual({ q9: 'Soon', q10: 'Later' });
    expect(unmapped).toEqual([{ name: 'q10' }]);
  });

  test('never accepts an invalid external id', () => {
    const mapped = { fields: { record: 'external_id' } };
    expect(read([['record', 'hubspot:901']], mapped).externalIds).toEqual(['hubspot:901']);
    const wrong = read([['record', 'Nora Lind']], mapped);
    expect([wrong.externalIds, wrong.problems]).toEqual([[], [{ code: 'unreadable_id', field: 'record' }]]);
  });

  test('treats a field with only such a name as an ordinary answer', () => {
    const { externalIds, unmapped, person } = read([['external_id', 'hubspot:901']]);
    expect([externalIds, unmapped, person.answers]).toEqual([
      [],
      [{ name: 'external_id' }],
      { external_id: 'hubspot:901' },
    ]);
  });
});
