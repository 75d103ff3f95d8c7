import { parse } from 'yaml';
import * as z from 'zod';
import { repRoutes } from '../../shared/api/reps.ts';
import { localDateOf, localTimeToInstant } from '../../shared/domain/business-hours/local-day.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Clock } from '../../shared/runtime/lambda/clock.ts';
import type { ApiClient } from '../api-client.ts';
import { answerCalendarPage, type CalendarOwner } from '../fakes/calendars/calendar-pages.ts';
import { FakeCalendars } from '../fakes/calendars/fake-calendars.ts';
import { serveLocalPages } from '../fakes/local-pages.ts';
import { findDeployedFunction } from './deployed-function.ts';
import { UrgentLeads } from './urgent-leads.ts';

/** The calendars of the example reps, on a page where a click adds to them. */
export interface DemoCalendars {
  readonly url: string;
  close(): Promise<void>;
}

const PeopleFile = z.object({
  reps: z.record(
    z.string(),
    z.object({ name: z.string(), zone: z.string(), teams: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

/** Returns who has a calendar: everybody in a file of reps who is in a team. */
export function readCalendarOwners(repsYaml: string): readonly CalendarOwner[] {
  return Object.entries(PeopleFile.parse(parse(repsYaml)).reps).flatMap(([id, { name, zone, teams }]) => {
    const [team] = Object.keys(teams);
    return team === undefined ? [] : [{ id, name, zone, team }];
  });
}

/** Meetings that are there from the start, in hours of the rep's day. Their team gets no urgent leads. */
const MEETINGS: readonly { readonly rep: string; readonly hours: readonly (readonly [number, number])[] }[] = [
  {
    rep: 'mia.keller',
    hours: [
      [9, 10],
      [14, 15.5],
    ],
  },
  { rep: 'jon.haas', hours: [[11, 12]] },
  {
    rep: 'eva.lind',
    hours: [
      [10, 10.5],
      [16, 17],
    ],
  },
];

/** Puts the meetings of the example into calendars. */
export function addExampleMeetings(calendars: FakeCalendars, owners: readonly CalendarOwner[], now: Instant): void {
  for (const { rep, hours } of MEETINGS) {
    const zone = owners.find(({ id }) => id === rep)?.zone;
    if (zone === undefined) continue;
    const [year = 0, month = 0, day = 0] = localDateOf(zone, now).split('-').map(Number);
    const at = (hour: number) => localTimeToInstant(zone, { year, month, day, minutes: hour * 60 });
    for (const [from, until] of hours) calendars.add(rep, { kind: 'meeting', from: at(from), until: at(until) });
  }
}

/**
 * Serves the calendars, and saves with each rep where theirs is, as a manager of reps would. Each change is read at once,
 * instead of within five minutes.
 */
export async function startDemoCalendars(options: {
  readonly repsYaml: string;
  readonly api: ApiClient;
  readonly source: { readonly hookUrl: string; readonly secret: string };
  readonly clock: Clock;
}): Promise<DemoCalendars> {
  const { repsYaml, api, source, clock } = options;
  const owners = readCalendarOwners(repsYaml);
  const calendars = new FakeCalendars();
  addExampleMeetings(calendars, owners, clock());
  const refresh = await findDeployedFunction('CalendarsRefreshCalendars');
  const urgent = new UrgentLeads({ api, source, names: new Map(owners.map(({ id, name }) => [id, name])) });
  const served = await serveLocalPages((request) =>
    answerCalendarPage(request, {
      ...{ calendars, owners, trial: urgent },
      now: clock,
      onChanged: (rep) => refresh({ reps: [rep] }),
    }),
  );
  const origin = served.url.replace(/\/$/, '');
  await Promise.all(owners.map(({ id }) => saveCalendar(id, `${origin}${calendars.pathOf(id)}`, api)));
  await refresh();
  return served;
}

/** Saves where a rep's calendar is, and nothing else. */
async function saveCalendar(id: string, address: string, api: ApiClient): Promise<void> {
  const rep = await api.call('GET', `/v1/reps/${id}`, { reply: repRoutes.getRep.replies[200] });
  const { id: _, version, load, hasLeaveCalendar, ...kept } = rep;
  // What a person connected in kept data stays: its address is shown to nobody, so it could not be saved again.
  if (hasLeaveCalendar || (rep.calendar && rep.calendar.kind !== 'ical')) return;
  const body = { ...kept, calendar: { kind: 'ical', address } };
  await api.call('PUT', `/v1/reps/${id}`, { body, reply: z.unknown() });
}
