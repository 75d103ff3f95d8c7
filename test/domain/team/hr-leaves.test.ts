import { expect, it } from 'vitest';
import { type HrEvent, matchHrEvents } from '../../../shared/domain/team/hr-leaves.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aRep } from '../../support/builders/rep.ts';

const SPAN = { from: MONDAY, until: minutesAfterMonday(60) };
const anEvent = (overrides: Partial<HrEvent> = {}): HrEvent => ({
  attendees: [],
  title: 'Away',
  spanIn: () => SPAN,
  ...overrides,
});
const REPS = [
  aRep({ id: 'kim', email: 'kim@north.example' }),
  aRep({ id: 'lou', addresses: { email: 'Lou@north.example' } }),
  aRep({ id: 'max', calendar: { kind: 'google', address: 'max@north.example' } }),
];
const NAMES = { 'Kim Aalto': 'kim', 'Max Ford': 'max', Ford: 'lou' };

/** Whose the event is; undefined when it is nobody's. */
function ownerOf(event: Partial<HrEvent>): string | undefined {
  const { absences, unmatched } = matchHrEvents([anEvent(event)], { reps: REPS, names: NAMES });
  expect(absences.size + unmatched.length).toBe(1);
  return [...absences.keys()][0];
}

it('finds the rep by the address of an attendee, whichever address of theirs it is', () => {
  expect(ownerOf({ attendees: ['hr@north.example', 'kim@north.example'] })).toBe('kim');
  expect(ownerOf({ attendees: ['lou@north.example'] })).toBe('lou');
  expect(ownerOf({ attendees: ['max@north.example'], organizer: 'kim@north.example' })).toBe('max');
});

it('finds the rep by a name in the title, as a whole, and by the organizer when nothing else tells', () => {
  expect(ownerOf({ title: 'kim  AALTO – vacation', organizer: 'lou@north.example' })).toBe('kim');
  expect(ownerOf({ title: 'Kim Aaltonen' })).toBeUndefined();
  expect(ownerOf({ organizer: 'lou@north.example' })).toBe('lou');
});

it('gives an event that could be of several to nobody, unless one of them is invited alone', () => {
  expect(ownerOf({ attendees: ['kim@north.example', 'lou@north.example'] })).toBeUndefined();
  expect(ownerOf({ attendees: ['kim@north.example', 'lou@north.example'], title: 'Kim Aalto' })).toBe('kim');
  expect(ownerOf({ title: 'Max Ford', organizer: 'kim@north.example' })).toBeUndefined();
  expect(ownerOf({ title: 'Max Ford', attendees: ['max@north.example'] })).toBe('max');
});

it('lists what is of nobody, and takes whole days in the zone of the rep', () => {
  const zones: string[] = [];
  const spanIn = (zone: string) => {
    zones.push(zone);
    return SPAN;
  };
  const unknown = anEvent({ title: 'Somebody' });
  const known = anEvent({ attendees: ['kim@north.example'], spanIn });
  const { absences, unmatched } = matchHrEvents([unknown, known, known], { reps: REPS, names: {} });
  expect([absences, unmatched, zones]).toEqual([
    new Map([['kim', [SPAN, SPAN]]]),
    [unknown],
    ['Europe/Berlin', 'Europe/Berlin'],
  ]);
});
