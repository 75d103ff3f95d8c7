import { describe, expect, it } from 'vitest';
import { edited, planOf } from '../plan-text.ts';
import { itReports } from '../slips.ts';

const LIMITS = 'otherwise: catch-all';
const withSection = (section: string) => `touched_by: ${section}\n${LIMITS}`;

it('reads which contacts count, of whom, and for how long a click does', () => {
  const section = '{what: [call_2m, reply], who: anyone, click: 2h}';
  expect(planOf(edited(LIMITS, withSection(section))).touchedBy).toEqual({
    what: [
      { kind: 'call', minSeconds: 120 },
      { kind: 'reply', minSeconds: 0 },
    ],
    who: 'anyone',
    clickSeconds: 7200,
  });
  expect(planOf(edited(LIMITS, withSection('{click: 2h}'))).touchedBy).toMatchObject({
    what: [{ kind: 'call' }, { kind: 'email_sent' }, { kind: 'meeting' }],
    who: 'owner',
  });
  expect(planOf(edited('', '')).touchedBy).toBeUndefined();
});

it('reads a list as what counts, with a click for two hours', () => {
  const inFull = planOf(edited(LIMITS, withSection('{what: [call_30s, meeting], who: owner, click: 2h}'))).touchedBy;
  expect(planOf(edited(LIMITS, withSection('[call_30s, meeting]'))).touchedBy).toEqual(inFull);
});

describe('contacts that count', () => {
  itReports([
    [LIMITS, withSection('{what: [fax]}'), 'touched_by.what[0]', 'expected call, email_sent, meeting, reply'],
    [LIMITS, withSection('[fax]'), 'touched_by[0]', 'expected call, email_sent, meeting, reply'],
    [LIMITS, withSection('[call, call_30s]'), 'touched_by[1]', 'each kind once'],
    [LIMITS, withSection('[]'), 'touched_by', 'at least one'],
    [LIMITS, withSection('often'), 'touched_by', 'expected a map or a list'],
    [LIMITS, withSection('{what: []}'), 'touched_by.what', 'at least one'],
    [LIMITS, withSection('{what: [call, call_30s]}'), 'touched_by.what[1]', 'each kind once'],
    [LIMITS, withSection('{who: all}'), 'touched_by.who', 'owner'],
    [LIMITS, withSection('{click: 0h}'), 'touched_by.click', 'more than zero'],
    [LIMITS, withSection('{click: 2d}'), 'touched_by.click', 'working time'],
  ]);
});
