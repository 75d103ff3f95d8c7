import { describe, expect, it } from 'vitest';
import { findingsOf, rejectedEntryFindingOf } from '../../../shared/domain/sources/findings.ts';
import { aPlan } from '../../support/builders/plan.ts';
import { read } from '../intake/read-fields.ts';

const PLAN = aPlan({
  fields: {
    employees: { type: 'range', alias: {} },
    industry: { type: 'pick', values: ['saas', 'other'], alias: { software: 'saas' } },
  },
});

describe('the findings of a submission', () => {
  it('are unmapped fields and unreadable values', () => {
    const submission = read([
      ['email', 'nora.lind@lindwerk.example'],
      ['ref-colour', 'blue'],
      ['employees', 'some'],
      ['country', 'Atlantis'],
      ['submitted_at', 'yesterday'],
    ]);
    expect(findingsOf(submission, PLAN)).toEqual([
      { kind: 'unmapped', name: 'ref-colour' },
      { kind: 'unknown', name: 'country', about: 'Atlantis' },
      { kind: 'unknown', name: 'employees', about: 'some' },
      { kind: 'problem', name: 'unreadable_time', about: 'submitted_at' },
    ]);
  });

  it('are empty when the plan or Baton can read everything', () => {
    const submission = read([
      ['employees', 'plus de 1000'],
      ['industry', 'Logiciels'],
      ['message', 'Please call'],
    ]);
    expect(findingsOf(submission, PLAN)).toEqual([]);
  });

  it('never identify a person', () => {
    const submission = read([
      ['email', 'Nora at Lindwerk'],
      ['country', 'nora.lind@lindwerk.example'],
      ['nora.lind@lindwerk.example', 'yes'],
      ['employees', '+49 30 901820 17'],
    ]);
    expect(findingsOf(submission, PLAN)).toEqual([
      { kind: 'unmapped', name: '(not shown)' },
      { kind: 'unknown', name: 'email' },
      { kind: 'unknown', name: 'country' },
      { kind: 'unknown', name: 'employees' },
    ]);
  });

  it('include what was wrong with an entry that is not a lead', () => {
    expect(rejectedEntryFindingOf({ index: 3, detail: 'not_an_object' })).toEqual({
      kind: 'problem',
      name: 'not_an_object',
    });
  });
});
