import type { RepId } from '../ids.ts';
import type { TimeSpan } from './calendar-reading.ts';
import { emailsOf, type Rep } from './rep.ts';

/** Under this id the state of the HR calendar is kept among the readings of calendars. No rep can have it. */
export const HR_CALENDAR_ID = '*hr';

/** An absence in the HR calendar. Everything but its time is used to find the rep, and neither stored nor logged. */
export interface HrEvent {
  /** E-mail addresses in lower case. */
  readonly attendees: readonly string[];
  readonly organizer?: string;
  readonly title: string;
  /** When it is, with whole days in this zone. */
  readonly spanIn: (zone: string) => TimeSpan;
}

/** The absences of each rep, and the events that belong to nobody or to several. */
export interface MatchedHrEvents {
  readonly absences: ReadonlyMap<RepId, readonly TimeSpan[]>;
  readonly unmatched: readonly HrEvent[];
}

/**
 * Finds whose absence each event is: the only rep among its attendees, else among the names in its title, else its
 * organizer. An event that could be of several is nobody's, since it would keep leads from the wrong person.
 * @param names by a person's name as the HR calendar writes it, the rep
 */
export function matchHrEvents(
  events: readonly HrEvent[],
  { reps, names }: { readonly reps: readonly Rep[]; readonly names: Readonly<Record<string, RepId>> },
): MatchedHrEvents {
  const byAddress = new Map(reps.flatMap((rep) => addressesOf(rep).map((address) => [address, rep] as const)));
  const byId = new Map(reps.map((rep) => [rep.id, rep]));
  const absences = new Map<RepId, TimeSpan[]>();
  const unmatched: HrEvent[] = [];
  for (const event of events) {
    const { attendees, organizer, title } = event;
    const invited = unique(attendees.map((address) => byAddress.get(address)));
    const named = unique(
      Object.entries(names).map(([name, rep]) => (containsName(title, name) ? byId.get(rep) : undefined)),
    );
    const hosts = unique([organizer === undefined ? undefined : byAddress.get(organizer)]);
    const [rep] = [invited, named, hosts].find(({ length }) => length === 1) ?? [];
    if (!rep || (named.length > 1 && invited.length !== 1)) unmatched.push(event);
    else absences.set(rep.id, [...(absences.get(rep.id) ?? []), event.spanIn(rep.zone)]);
  }
  return { absences, unmatched };
}

function addressesOf(rep: Rep): readonly string[] {
  const { calendar } = rep;
  const mailboxes = calendar && calendar.kind !== 'ical' ? [calendar.address] : [];
  return [...emailsOf(rep), ...mailboxes].map((address) => address.toLowerCase());
}

/** Whether a title contains a name as a whole: `Kim Aalto` is not in `Kim Aaltonen`. */
function containsName(title: string, name: string): boolean {
  const words = (text: string) =>
    ` ${text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  return words(name).trim() !== '' && words(title).includes(words(name));
}

function unique(reps: readonly (Rep | undefined)[]): readonly Rep[] {
  return [...new Set(reps.filter((rep) => rep !== undefined))];
}
