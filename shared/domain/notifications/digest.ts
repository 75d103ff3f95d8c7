import type { LeadId, RepId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';

/**
 * `held`: what was held for a person, as one message. `morning`: what a manager's teams are at. `weekly`: the figures of a
 * week. `review`: that the plan is to be reviewed.
 */
export const DIGEST_KINDS = ['held', 'morning', 'weekly', 'review'] as const;
export type DigestKind = (typeof DIGEST_KINDS)[number];

/**
 * `sending`: being made and sent now, or its sender crashed. `failing`: tried again. `empty`: there was nothing to say.
 * `bounced`: it was sent, and did not arrive.
 */
export const DIGEST_STATUSES = ['sending', 'sent', 'failing', 'empty', 'bounced'] as const;

/** What became of one digest to one person. It has ids only. */
export interface Digest {
  /** The same however often it is sent. */
  readonly id: string;
  readonly kind: DigestKind;
  readonly to: RepId;
  readonly status: (typeof DIGEST_STATUSES)[number];
  /** When its status last changed. */
  readonly at: Instant;
  /** Reason code of what failed. */
  readonly because?: string;
  /** The notifications in it, which go by another channel if it does not arrive. */
  readonly notices?: readonly { readonly lead: LeadId; readonly id: string }[];
}

/** Longer than any sender runs, so that a digest is not sent by two at once. */
const SENDING_SECONDS = 90;

/** Whether a digest may be sent now: not once it has ended, and not while another sender is at it. */
export function canSendDigest(known: Digest | undefined, now: Instant): boolean {
  if (known === undefined || known.status === 'failing') return true;
  return known.status === 'sending' && addSeconds(known.at, SENDING_SECONDS) <= now;
}

/** Returns the id of a manager's mail: one for each person, kind and local day or week. */
export function managerMailId(kind: Exclude<DigestKind, 'held'>, to: RepId, day: string): string {
  return `${kind}.${day}.${to}`;
}
