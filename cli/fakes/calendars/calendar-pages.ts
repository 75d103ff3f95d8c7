import { localDateOf, localTimeToInstant, nextLocalDayStart } from '../../../shared/domain/business-hours/local-day.ts';
import { addSeconds, type Instant, secondsBetween } from '../../../shared/domain/instant.ts';
import { type Html, html } from '../../../shared/runtime/pages/html.ts';
import { type PageReply, type PageRequest, redirectTo, renderLocalPage } from '../local-pages.ts';
import type { CalendarEntry, FakeCalendars } from './fake-calendars.ts';

/** Somebody with a calendar. */
export interface CalendarOwner {
  readonly id: string;
  readonly name: string;
  /** IANA zone. */
  readonly zone: string;
  readonly team: string;
}

/** How long what one click adds takes, from now. */
const CLICK_SECONDS: Readonly<Record<CalendarEntry['kind'], number>> = { meeting: 3600, out_of_office: 24 * 3600 };
const KIND_TEXT: Readonly<Record<CalendarEntry['kind'], string>> = {
  meeting: 'in a meeting',
  out_of_office: 'out of office',
};
/** The team that gets the urgent leads of the example. */
const URGENT_TEAM = 'ae-desk';
const DAY_SECONDS = 24 * 3600;

/** What the pages need. */
export interface CalendarPagesDeps {
  readonly calendars: FakeCalendars;
  readonly owners: readonly CalendarOwner[];
  readonly now: () => Instant;
  /** Called after a calendar was changed; the page waits for it. */
  readonly onChanged: (person: string) => Promise<void>;
  readonly trial: CalendarTrial;
}

/** Tries out what a calendar does: posts an urgent lead, and shows who got those that were posted. */
export interface CalendarTrial {
  post(): Promise<void>;
  render(): Promise<Html>;
}

/** Answers for the calendars: one page with everybody's day, where a click adds or removes, and the iCalendar files. */
export async function answerCalendarPage(
  { method, path, form }: PageRequest,
  deps: CalendarPagesDeps,
): Promise<PageReply> {
  const { calendars, owners, now } = deps;
  const file = method === 'GET' ? calendars.fileAt(path) : undefined;
  if (file !== undefined)
    return { status: 200, headers: { 'content-type': 'text/calendar; charset=utf-8' }, body: file };
  const owner = owners.find(({ id }) => id === form.get('person'));
  const kind = form.get('kind');
  if (method === 'POST' && path === '/add' && owner && (kind === 'meeting' || kind === 'out_of_office')) {
    const from = now();
    calendars.add(owner.id, { kind, from, until: addSeconds(from, CLICK_SECONDS[kind]) });
    await deps.onChanged(owner.id);
    return redirectTo('/');
  }
  if (method === 'POST' && path === '/remove' && owner) {
    calendars.remove(owner.id, form.get('entry') ?? '');
    await deps.onChanged(owner.id);
    return redirectTo('/');
  }
  if (method === 'POST' && path === '/urgent') {
    await deps.trial.post();
    return redirectTo('/');
  }
  if (method !== 'GET' || path !== '/')
    return renderLocalPage('There is no such page', html`<p><a href="/">All calendars</a></p>`, { status: 404 });
  const intro = html`<p>Somebody in a meeting is passed over for urgent leads, which go to ${URGENT_TEAM} here; all other leads
ignore meetings. Somebody out of office gets no leads. Baton learns only the times.</p>
<form method="post" action="/urgent"><button class="primary">Post an urgent lead</button></form>\n`;
  const ordered = owners.toSorted((a, b) => Number(b.team === URGENT_TEAM) - Number(a.team === URGENT_TEAM));
  const teams = [...Map.groupBy(ordered, ({ team }) => team)].map(
    ([team, members]) =>
      html`<h2>${team}</h2>\n<div class="cards">${members.map((member) => renderOwner(member, deps))}</div>\n`,
  );
  return renderLocalPage('Calendars', [intro, await deps.trial.render(), ...teams], { live: true });
}

function renderOwner(owner: CalendarOwner, { calendars, now }: CalendarPagesDeps): Html {
  const at = now();
  const shown = calendars.entriesOf(owner.id).filter(({ until, from }) => until > at || isToday(from, owner.zone, at));
  const current = shown.find(({ from, until }) => from <= at && until > at);
  const state = current ? `${KIND_TEXT[current.kind]} until ${momentOf(current.until, owner.zone, at)}` : 'free now';
  const items = shown.map((entry) => renderEntry(owner, entry, at));
  return html`<article><h3>${owner.name}</h3>
<p>${timeOf(at, owner.zone)} in ${owner.zone}: <strong>${state}</strong></p>
${renderDay(owner, shown, at)}
${items.length > 0 ? html`<ul>${items}</ul>` : html`<p>Nothing today.</p>`}
<form method="post" action="/add"><input type="hidden" name="person" value="${owner.id}">
<button class="small" name="kind" value="meeting">Meeting, 1 hour</button> <button class="small" name="kind" value="out_of_office">Out of office, 1 day</button></form>
</article>\n`;
}

function renderEntry({ id, zone }: CalendarOwner, entry: CalendarEntry, at: Instant): Html {
  const span = `${momentOf(entry.from, zone, at)} – ${momentOf(entry.until, zone, at)}, ${KIND_TEXT[entry.kind]}`;
  return html`<li><form method="post" action="/remove"><input type="hidden" name="person" value="${id}"><input type="hidden" name="entry" value="${entry.id}">${span} <button class="small">Remove</button></form></li>`;
}

/** Draws a person's day from midnight to midnight of their zone, as a picture of what the list says. */
function renderDay({ zone }: CalendarOwner, entries: readonly CalendarEntry[], at: Instant): Html {
  const start = dayStartOf(zone, at);
  const secondOf = (moment: Instant) => Math.min(DAY_SECONDS, Math.max(0, secondsBetween(start, moment)));
  const busy = entries.map(({ kind, from, until }) => {
    const x = secondOf(from);
    return html`<rect class="${kind}" x="${x}" y="0" width="${secondOf(until) - x}" height="20"/>`;
  });
  const now = html`<rect class="now" x="${secondOf(at)}" y="0" width="400" height="20"/>`;
  return html`<svg class="day" viewBox="0 0 ${DAY_SECONDS} 20" preserveAspectRatio="none" aria-hidden="true"><rect class="free" x="0" y="0" width="${DAY_SECONDS}" height="20"/>${busy}${now}</svg>
<div class="hours" aria-hidden="true"><span>0</span><span>6</span><span>12</span><span>18</span><span>24</span></div>`;
}

function dayStartOf(zone: string, at: Instant): Instant {
  const [year = 0, month = 0, day = 0] = localDateOf(zone, at).split('-').map(Number);
  return localTimeToInstant(zone, { year, month, day, minutes: 0 });
}

function isToday(moment: Instant, zone: string, at: Instant): boolean {
  return moment >= dayStartOf(zone, at) && moment < nextLocalDayStart(zone, at);
}

/** Writes when something is by a zone's clock: `14:05`, with the day of the week if that is not today. */
function momentOf(moment: Instant, zone: string, at: Instant): string {
  if (isToday(moment, zone, at)) return timeOf(moment, zone);
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' }).format(new Date(moment));
  return `${day} ${timeOf(moment, zone)}`;
}

/** Writes the time of a zone's clock, `14:05`. */
function timeOf(at: Instant, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(at));
}
