import type { RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { CalendarAddress } from './calendar-reading.ts';

/** How many leads somebody may hold at once, and be given on one local day. Absent means no limit. */
export interface Caps {
  readonly open?: number;
  readonly day?: number;
}

/** A person who works leads or is accountable for them, with the facts that decide which leads they can get. */
export interface Rep {
  readonly id: RepId;
  /** The display name; shown, never logged. */
  readonly name: string;
  /** By which a sign-in and other systems recognise them; no two reps have the same. In lower case; never logged. */
  readonly email?: string;
  /** False once the rep has left. An inactive rep never gets leads. */
  readonly active: boolean;
  /** Weight in each of the rep's teams: the share of turns, 0 for none. */
  readonly teams: Readonly<Record<TeamId, number>>;
  /** IANA zone, `Europe/Berlin`. */
  readonly zone: string;
  /** Holiday region, `DE-BY` or `US`. Absent: the rep works on holidays. */
  readonly holidayRegion?: string;
  /** The name of a calendar in the plan, when it differs from the team's. */
  readonly hours?: string;
  /** Attributes that `need` compares: `{ territory: ['DE', 'AT'], language: ['de'], product: ['platform'] }`. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** The rep's own caps, when they differ from the team's. */
  readonly cap?: Caps;
  readonly leaves: readonly Leave[];
  /** Who takes over while the rep is on leave, if the plan's `away.then` says so. In one of the rep's teams. */
  readonly backup?: RepId;
  /** The rep's calendar, which says when they are in a meeting. */
  readonly calendar?: CalendarAddress;
  /** URL of an iCal calendar in which every event is a leave of the rep, as HR tools publish. Never logged. */
  readonly leaveCalendar?: string;
  /**
   * Where notifications reach the rep, by channel; shared/channels says what each looks like. Without any, they go to
   * the environment's address.
   */
  readonly addresses?: Readonly<Partial<Record<string, string>>>;
  /** How the rep wants to be reached. */
  readonly reach?: Reach;
  /** Grows with each change that affects eligibility. System assignments based on an older version are rejected. */
  readonly version: number;
}

/** What a person prefers for notifications. */
export interface Reach {
  /** Channels, first choice first; those left out come after them. */
  readonly order?: readonly string[];
  /** What is not urgent waits until the person works again. */
  readonly quiet?: boolean;
  /** What is not urgent is collected and sent as one message at this time of the person's zone, `08:30`, on work days. */
  readonly digest?: string;
  /** False: a manager gets no mail each morning and no weekly report. */
  readonly reports?: boolean;
}

/** The channel whose addresses are e-mail addresses. */
const MAIL_CHANNEL = 'email';

/** Returns the e-mail addresses by which other systems may know a rep, that of their sign-in first. */
export function emailsOf({ email, addresses }: Pick<Rep, 'email' | 'addresses'>): readonly string[] {
  return [email, addresses?.[MAIL_CHANNEL]].filter((address) => address !== undefined);
}

/**
 * Returns where a rep gets mails: at the address given for that, else at their e-mail address if they prefer mails or
 * want a digest. Nobody gets mails only because they can sign in.
 */
export function mailAddressOf({
  email,
  addresses,
  reach,
}: Pick<Rep, 'email' | 'addresses' | 'reach'>): string | undefined {
  const wantsMail = reach?.digest !== undefined || reach?.order?.includes(MAIL_CHANNEL);
  return addresses?.[MAIL_CHANNEL] ?? (wantsMail ? email : undefined);
}

/** Returns the caps of a rep in a team: the rep's own, else the team's. Absent means no limit. */
export function effectiveCapsOf(
  rep: Pick<Rep, 'cap'>,
  team: { readonly cap: Caps },
): { readonly openCap?: number; readonly dayCap?: number } {
  return { openCap: rep.cap?.open ?? team.cap.open, dayCap: rep.cap?.day ?? team.cap.day };
}

/** An absence, `from` included, `until` excluded. */
export interface Leave {
  readonly from: Instant;
  readonly until: Instant;
  /**
   * Where it was read, and is removed when it is no longer there: `calendar`, the rep's own; `hr_calendar`, that of the
   * whole company. Absent: entered by a person.
   */
  readonly source?: LeaveSource;
}

/** The calendars from which leaves are read. */
export const LEAVE_SOURCES = ['calendar', 'hr_calendar'] as const;
export type LeaveSource = (typeof LEAVE_SOURCES)[number];

/** Returns the key of a rep's daily count, for all other leads or for one import list. */
export function dailyCountKey(day: string, list?: string): string {
  return list === undefined ? day : `${day}#${list}`;
}

/** How much a rep holds now. Updated in the same transaction as the holds that it sums. */
export interface CurrentLoad {
  /** Slots taken by open leads. */
  readonly open: number;
  /**
   * Leads assigned per local day of the rep, import lists counted separately:
   * `{ '2026-11-21': 4, '2026-11-21#trade-show': 15 }`. Old days are removed.
   */
  readonly days: Readonly<Record<string, number>>;
}
