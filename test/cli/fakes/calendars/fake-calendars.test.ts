import { expect, it } from 'vitest';
import { FakeCalendars } from '../../../../cli/fakes/calendars/fake-calendars.ts';
import { readIcal } from '../../../../shared/adapters/calendars/ical-events.ts';

const WINDOW = { from: '2026-11-23T00:00:00.000Z', until: '2026-12-07T00:00:00.000Z' };
const read = (calendars: FakeCalendars, person: string) =>
  readIcal(calendars.fileAt(calendars.pathOf(person)) ?? '', {
    zone: 'Europe/Berlin',
    window: WINDOW,
    everyEventIsLeave: false,
  });

it('is a calendar that Baton reads: meetings are busy times, out of office is a leave', () => {
  const calendars = new FakeCalendars();
  expect(read(calendars, 'mia.keller')).toEqual({ ok: true, value: [] });
  const meeting = { from: '2026-11-23T09:00:00.000Z', until: '2026-11-23T10:00:00.000Z' };
  const away = { from: '2026-11-24T09:00:00.000Z', until: '2026-11-25T09:00:00.000Z' };
  calendars.add('mia.keller', { kind: 'out_of_office', ...away });
  calendars.add('mia.keller', { kind: 'meeting', ...meeting });
  expect(read(calendars, 'mia.keller')).toEqual({ ok: true, value: [meeting, { ...away, leave: true }] });
  expect(read(calendars, 'jon.haas')).toEqual({ ok: true, value: [] });
  calendars.remove('mia.keller', calendars.entriesOf('mia.keller')[0]?.id ?? '');
  expect(read(calendars, 'mia.keller')).toEqual({ ok: true, value: [{ ...away, leave: true }] });
});

it('gives a calendar only to who knows its address', () => {
  const [calendars, others] = [new FakeCalendars(), new FakeCalendars()];
  expect(calendars.fileAt(others.pathOf('mia.keller'))).toBeUndefined();
  expect(calendars.fileAt('/mia.keller.ics')).toBeUndefined();
});
