import type { Instant } from '../instant.ts';

/** The two groups of accounts in a pilot: those that the plan in force routes, and those that the candidate routes. */
export const PILOT_ARMS = ['control', 'candidate'] as const;
export type PilotArm = (typeof PILOT_ARMS)[number];

/** A plan that is tried on a share of the accounts while another one is in force. */
export interface Pilot {
  readonly id: string;
  /** The plan version that is tried. */
  readonly version: number;
  /** The version in force beside it. */
  readonly over: number;
  /** The share of the accounts that the candidate routes, from 0 to 1. It can only grow. */
  readonly share: number;
  readonly startedAt: Instant;
  readonly startedBy: string;
  readonly why: string;
  /** What is expected of it, to compare with later. */
  readonly expect?: string;
}

/** A pilot in progress. */
export interface RunningPilot extends Pilot {
  /** Makes the split its own and hides the accounts. Random, and gone once the pilot has ended. */
  readonly salt: string;
}

/** A pilot ends when people stop it, or put its candidate in force. */
export const PILOT_ENDS = ['stopped', 'promoted'] as const;

/** How a pilot ended. */
export interface PilotEnd {
  readonly how: (typeof PILOT_ENDS)[number];
  readonly at: Instant;
  readonly by: string;
  readonly reason?: string;
}

/** A pilot as it is kept for the history. */
export interface PilotRecord extends Pilot {
  readonly end?: PilotEnd;
}

/** Where one lead is in a pilot. */
export interface PilotPlace {
  readonly id: string;
  readonly arm: PilotArm;
  /** Its account as a salted hash; the leads of one account have the same. */
  readonly unit: string;
}

/** What identifies the account of a lead, best first. */
export interface PilotSubject {
  /** Its account if that is certain, else its domain. */
  readonly company?: string;
  readonly person?: string;
}

const UNIT_DIGITS = 16;
/** 32 of the bits of a hash decide the arm: shares are exact to less than a billionth. */
const ARM_DIGITS = 8;

/**
 * Places a lead in a pilot by its account, never by itself. While the salt stays the same, a larger share keeps every
 * account of the candidate and adds others.
 * @param hash SHA-256 of a text, in hexadecimal
 * @returns undefined if nothing identifies the account, as with test leads: the plan in force routes those
 */
export function placeInPilot(
  { id, salt, share }: Pick<RunningPilot, 'id' | 'salt' | 'share'>,
  { company, person }: PilotSubject,
  hash: (text: string) => string,
): PilotPlace | undefined {
  const key = company ?? (person === undefined ? undefined : `person:${person}`);
  if (key === undefined) return undefined;
  const unit = hash(`${salt} ${key}`).slice(0, UNIT_DIGITS);
  const position = Number.parseInt(unit.slice(0, ARM_DIGITS), 16) / 16 ** ARM_DIGITS;
  return { id, arm: position < share ? 'candidate' : 'control', unit };
}
