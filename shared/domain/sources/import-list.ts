import type { LeadId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';

/** How fast the leads of a list are given out. */
export interface Pace {
  /** Most leads of the list that a rep gets on one day of theirs. */
  readonly perRepPerDay: number;
}

/** What makes the leads of a source a list: it is imported, has a pace, or takes turns of its own. */
interface ListSource {
  readonly id: string;
  readonly kind?: string;
  readonly pace?: Pace;
  readonly separateTurn?: boolean;
}

/** What somebody gets through in a day beside their other leads. */
const USUAL_PACE: Pace = { perRepPerDay: 15 };
const DAY_SECONDS = 24 * 3600;
/** When a lead that stands in a list is looked at by itself, should its turn not come before: spread, so that a list never comes due at once. */
const LOOK = { fromSeconds: DAY_SECONDS, overSeconds: 3 * DAY_SECONDS } as const;

/** Whether the leads of a source wait in a queue of their own, behind all others. */
export function isList({ kind, pace, separateTurn }: Omit<ListSource, 'id'>): boolean {
  return kind === 'import' || pace !== undefined || separateTurn === true;
}

/**
 * The pace of a list. One that is imported always has one: its leads take no slot of a rep, so that nothing else would keep thousands
 * of names from being given out in an hour.
 */
export function paceOf({ kind, pace }: Omit<ListSource, 'id'>): Pace | undefined {
  return pace ?? (kind === 'import' ? USUAL_PACE : undefined);
}

/** What a lead keeps of the list that it came with; undefined for a source that is none. */
export function listOf(source: ListSource): Lead['list'] {
  return isList(source) ? { source: source.id, ownTurn: source.separateTurn === true } : undefined;
}

/** Whether a lead of a list waits for routing or for a rep: however many do, they hold up no other. */
export function waitsInList({ list, stage }: Pick<Lead, 'list' | 'stage'>): boolean {
  return list !== undefined && (stage.state === 'received' || stage.state === 'waiting');
}

/** Names the ledger account a lead counts in, where a team is fair by band: its band, or that of its list, if that takes turns of its own. */
export function bandOf({ list, score }: Pick<Lead, 'list' | 'score'>): string {
  return list?.ownTurn ? `${LIST_BAND}${list.source}` : (score?.band ?? 'none');
}

const LIST_BAND = 'list:';

/** Whether a band is a list's: it is an account of its own in any team. */
export function isListBand(band: string): boolean {
  return band.startsWith(LIST_BAND);
}

/** When a lead that waits in a list is looked at by itself: within days, each at a moment of its own. */
export function nextLook(lead: LeadId, now: Instant): Instant {
  return addSeconds(now, LOOK.fromSeconds + (mixed(lead) % LOOK.overSeconds));
}

/** A number that differs even between ids that hardly do (FNV-1a, 32 bits). */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
