import type { LeadId, RepId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';

/** What a notification is about. */
export const OCCASIONS = [
  'assigned',
  'warned',
  'escalated',
  'attempt_due',
  'quiet',
  'queued',
  'returned',
  'surge',
  'not_reached',
  'forgotten',
  'do_not_contact',
] as const;
export type Occasion = (typeof OCCASIONS)[number];

/**
 * `sending`: being sent now, or its sender crashed. `sent`: a channel took it. `failing`: no channel took it, and it is
 * tried again. `not_reached`: no channel can reach the person.
 */
export const NOTICE_STATUSES = ['sending', 'sent', 'failing', 'not_reached'] as const;

/**
 * `refused`: the channel cannot reach the person at this address, now or later. `unavailable`: the channel does not work
 * at the moment.
 */
export const ATTEMPT_OUTCOMES = ['sent', 'refused', 'unavailable'] as const;

/** One attempt to reach a person by one channel. */
export interface NoticeAttempt {
  readonly channel: string;
  readonly at: Instant;
  readonly outcome: (typeof ATTEMPT_OUTCOMES)[number];
  /** Reason code of an attempt that failed. */
  readonly because?: string;
}

/** The state of one notification about a lead to one person. It has ids only. */
export interface Notice {
  /** The same however often it is sent. */
  readonly id: string;
  readonly lead: LeadId;
  readonly to: RepId;
  readonly occasion: Occasion;
  readonly status: (typeof NOTICE_STATUSES)[number];
  /** When its status last changed. */
  readonly at: Instant;
  /** The newest attempts, oldest first. */
  readonly attempts: readonly NoticeAttempt[];
  /** What the channel calls the message, to change or recognise it later. */
  readonly reference?: string;
}

/** How many attempts of a notice are kept. */
const MAX_ATTEMPTS_KEPT = 10;

/** Longer than any sender runs, so that a notice is not sent by two at once. */
const SENDING_SECONDS = 60;

/** Whether a notice may be sent now: not if it has been sent, and not while another sender is at it. */
export function canBeSent(known: Notice | undefined, now: Instant): 'yes' | 'sent_before' | 'being_sent' {
  if (known?.status === 'sent') return 'sent_before';
  if (known?.status === 'sending' && addSeconds(known.at, SENDING_SECONDS) > now) return 'being_sent';
  return 'yes';
}

/**
 * Returns what becomes of a notice after its attempts. One channel that may work later is enough to try again: a person
 * is not reached only if every channel has refused, or there is none.
 */
export function endNotice(
  notice: Pick<Notice, 'id' | 'lead' | 'to' | 'occasion'> & { readonly earlier: readonly NoticeAttempt[] },
  attempts: readonly NoticeAttempt[],
  now: Instant,
  reference?: string,
): Notice {
  const { earlier, ...rest } = notice;
  const has = (outcome: NoticeAttempt['outcome']) => attempts.some((attempt) => attempt.outcome === outcome);
  return {
    ...rest,
    status: has('sent') ? 'sent' : has('unavailable') ? 'failing' : 'not_reached',
    at: now,
    attempts: [...earlier, ...attempts].slice(-MAX_ATTEMPTS_KEPT),
    ...(reference !== undefined && { reference }),
  };
}

/**
 * Returns a notice whose channel had taken it and could not deliver it after all, so that it is sent by the next one.
 * Undefined if that is not what became of it. The notice itself if that is known already.
 */
export function refuseSent(
  notice: Notice,
  { channel, because }: { readonly channel: string; readonly because: string },
  now: Instant,
): Notice | undefined {
  const { attempts, status } = notice;
  const isKnown = attempts.some((one) => one.channel === channel && one.outcome === 'refused');
  if (isKnown) return status === 'failing' ? notice : undefined;
  const index = attempts.findLastIndex((one) => one.channel === channel && one.outcome === 'sent');
  const sent = attempts[index];
  if (status !== 'sent' || sent === undefined) return undefined;
  return {
    ...notice,
    status: 'failing',
    at: now,
    attempts: attempts.with(index, { ...sent, outcome: 'refused', because }),
  };
}
