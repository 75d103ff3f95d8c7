import { type Instant, instantOf } from '../../../domain/instant.ts';
import type { ContactKind } from '../../../domain/plan/touched-by.ts';

type Properties = Readonly<Record<string, string | null>>;

/** What an activity says of itself. Undefined: it did not take place, or not yet. */
interface ReadActivity {
  readonly kind: ContactKind;
  readonly at: Instant;
  readonly seconds?: number;
}

/** A kind of activity in HubSpot: the properties that are read, and what they say. */
export interface ActivityKind {
  readonly properties: readonly string[];
  readonly read: (properties: Properties, now: Instant) => ReadActivity | undefined;
}

/** E-mails that left, or came in. A draft, one that is scheduled and one that bounced are none of them. */
const EMAIL_KINDS: Readonly<Record<string, ContactKind>> = {
  EMAIL: 'email_sent',
  FORWARDED_EMAIL: 'email_sent',
  INCOMING_EMAIL: 'reply',
};

/** Activities by the names of HubSpot's objects. Of a meeting without an outcome, its time decides. */
export const ACTIVITY_KINDS: Readonly<Record<string, ActivityKind>> = {
  calls: {
    properties: ['hs_timestamp', 'hs_call_status', 'hs_call_duration'],
    read: ({ hs_timestamp, hs_call_status, hs_call_duration }) => {
      if ((hs_call_status || 'COMPLETED') !== 'COMPLETED') return undefined;
      const milliseconds = Number(hs_call_duration || Number.NaN);
      return withTime('call', hs_timestamp, {
        ...(Number.isFinite(milliseconds) && { seconds: Math.round(milliseconds / 1000) }),
      });
    },
  },
  emails: {
    properties: ['hs_timestamp', 'hs_email_direction', 'hs_email_status'],
    read: ({ hs_timestamp, hs_email_direction, hs_email_status }) => {
      const kind = EMAIL_KINDS[hs_email_direction ?? ''];
      if (kind === undefined || (hs_email_status || 'SENT') !== 'SENT') return undefined;
      return withTime(kind, hs_timestamp);
    },
  },
  meetings: {
    properties: ['hs_timestamp', 'hs_meeting_outcome', 'hs_meeting_start_time'],
    read: ({ hs_timestamp, hs_meeting_outcome, hs_meeting_start_time }, now) => {
      const meeting = withTime('meeting', hs_meeting_start_time || hs_timestamp);
      const isOver = hs_meeting_outcome === 'COMPLETED' || (!hs_meeting_outcome && meeting && meeting.at <= now);
      return isOver ? meeting : undefined;
    },
  },
};

function withTime(kind: ContactKind, time: string | null | undefined, more = {}): ReadActivity | undefined {
  const at = readHubSpotTime(time);
  return at === undefined ? undefined : { kind, at, ...more };
}

/** Reads a time of HubSpot: ISO 8601, or milliseconds. */
export function readHubSpotTime(time: string | null | undefined): Instant | undefined {
  if (!time) return undefined;
  const milliseconds = /^\d+$/.test(time) ? Number(time) : Date.parse(time);
  return Number.isFinite(milliseconds) ? instantOf(milliseconds) : undefined;
}
