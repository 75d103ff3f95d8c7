import { beforeEach, describe, expect, it } from 'vitest';
import { answerCalendarPage } from '../../../../cli/fakes/calendars/calendar-pages.ts';
import { FakeCalendars } from '../../../../cli/fakes/calendars/fake-calendars.ts';
import { html } from '../../../../shared/runtime/pages/html.ts';

const NOW = '2026-11-23T09:04:30.000Z';
const OWNERS = [
  { id: 'mia.keller', name: 'Mia <i>Keller</i>', zone: 'Europe/Berlin', team: 'sdr-emea' },
  { id: 'zoe.tanaka', name: 'Zoe Tanaka', zone: 'America/Los_Angeles', team: 'sdr-amer' },
];

describe('the page of calendars', () => {
  let calendars: FakeCalendars;
  let changed: string[];
  let posted: number;
  beforeEach(() => {
    [calendars, changed, posted] = [new FakeCalendars(), [], 0];
  });
  const answer = (method: 'GET' | 'POST', path: string, fields: Record<string, string> = {}) =>
    answerCalendarPage(
      { method, path, form: new URLSearchParams(fields) },
      {
        ...{ calendars, owners: OWNERS, now: () => NOW },
        onChanged: async (person) => void changed.push(person),
        trial: {
          post: async () => {
            posted += 1;
          },
          render: async () => html`<p>${posted} posted</p>`,
        },
      },
    );

  it('shows each person by team, with the hours of their own day', async () => {
    const span = { from: '2026-11-23T13:00:00.000Z', until: '2026-11-23T14:30:00.000Z' };
    calendars.add('mia.keller', { kind: 'meeting', ...span });
    const { body } = await answer('GET', '/');
    expect(body).toMatch(
      /<h2>sdr-emea<\/h2>[\s\S]*Mia &lt;i&gt;Keller&lt;\/i&gt;[\s\S]*<h2>sdr-amer<\/h2>[\s\S]*Zoe Tanaka/,
    );
    expect(body).not.toContain('<i>');
    expect(body).toContain('10:04 in Europe/Berlin: <strong>free now</strong>');
    expect(body).toContain('01:04 in America/Los_Angeles: <strong>free now</strong>');
    expect(body).toContain('14:00 – 15:30, in a meeting');
    expect(body).toContain('class="meeting" x="50400" y="0" width="5400"');
  });

  it('leaves out what is over since another day, and shows what began then and goes on', async () => {
    calendars.add('mia.keller', {
      kind: 'meeting',
      from: '2026-11-22T08:00:00.000Z',
      until: '2026-11-22T09:00:00.000Z',
    });
    const away = { from: '2026-11-22T12:00:00.000Z', until: '2026-11-23T12:00:00.000Z' };
    calendars.add('mia.keller', { kind: 'out_of_office', ...away });
    const { body } = await answer('GET', '/');
    expect(body).not.toContain('09:00 – 10:00');
    expect(body).toContain('<strong>out of office until 13:00</strong>');
    expect(body).toContain('class="out_of_office" x="0" y="0" width="46800"');
  });

  it.each([
    ['meeting', '2026-11-23T10:04:30.000Z', 'in a meeting until 11:04'],
    ['out_of_office', '2026-11-24T09:04:30.000Z', 'out of office until Tue 10:04'],
  ])('adds by one click a %s that begins now, and has it read', async (kind, until, state) => {
    expect(await answer('POST', '/add', { person: 'mia.keller', kind })).toMatchObject({ status: 303 });
    expect(calendars.entriesOf('mia.keller')).toMatchObject([{ kind, from: NOW, until }]);
    expect(changed).toEqual(['mia.keller']);
    const { body } = await answer('GET', '/');
    expect(body).toContain(`<strong>${state}</strong>`);
    const [, entry = ''] = /name="entry" value="(\d+)"/.exec(body) ?? [];
    await answer('POST', '/remove', { person: 'mia.keller', entry });
    expect(calendars.entriesOf('mia.keller')).toEqual([]);
    expect(changed).toEqual(['mia.keller', 'mia.keller']);
  });

  it('posts an urgent lead by one click', async () => {
    expect(await answer('POST', '/urgent')).toMatchObject({ status: 303 });
    expect((await answer('GET', '/')).body).toContain('1 posted');
  });

  it('serves the calendars as files', async () => {
    const file = await answer('GET', calendars.pathOf('mia.keller'));
    expect(file).toMatchObject({ status: 200, headers: { 'content-type': 'text/calendar; charset=utf-8' } });
    expect(file.body).toContain('BEGIN:VCALENDAR');
  });

  it.each([
    ['somebody without a calendar', '/add', { person: 'nobody', kind: 'meeting' }],
    ['another kind of entry', '/add', { person: 'mia.keller', kind: 'party' }],
    ['another page', '/other', {}],
  ])('does nothing for %s', async (_, path, fields) => {
    expect((await answer('POST', path, fields)).status).toBe(404);
    expect(changed).toEqual([]);
  });
});
