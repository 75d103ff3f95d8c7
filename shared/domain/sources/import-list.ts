import type { LeadId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';

/** How fast the leads of an import list are assigned. */
export interface Pace {
  /** The maximum number of leads of the list per rep and local day. */
  readonly perRepPerDay: number;
}

/** The settings that make a source a list: it is imported, has a pace, or takes separate turns. */
interface ListSource {
  readonly id: string;
  readonly kind?: string;
  readonly pace?: Pace;
  readonly separateTurn?: boolean;
}

/** What a rep can typically handle in a day in addition to other leads. */
const USUAL_PACE: Pace = { perRepPerDay: 15 };
const DAY_SECONDS = 24 * 3600;
/**
 * When a waiting lead of a list is checked individually if it was not assigned before. Spread, to avoid load spikes.
 */
const LOOK = { fromSeconds: DAY_SECONDS, overSeconds: 3 * DAY_SECONDS } as const;

/** Whether the leads of a source wait in a separate queue, behind all others. */
export function isList({ kind, pace, separateTurn }: Omit<ListSource, 'id'>): boolean {
  return kind === 'import' || pace !== undefined || separateTurn === true;
}

/**
 * Returns the pace of a list. An imported list always has one: its leads take no slots, so nothing else would prevent
 * thousands of leads from being assigned within an hour.
 */
export function paceOf({ kind, pace }: Omit<ListSource, 'id'>): Pace | undefined {
  return pace ?? (kind === 'import' ? USUAL_PACE : undefined);
}

/** Returns what a lead stores about its list; undefined for a source that is not a list. */
export function listOf(source: ListSource): Lead['list'] {
  return isList(source) ? { source: source.id, ownTurn: source.separateTurn === true } : undefined;
}

/** Whether a lead of a list waits for routing or for a rep. Such leads never delay other leads. */
export function waitsInList({ list, stage }: Pick<Lead, 'list' | 'stage'>): boolean {
  return list !== undefined && (stage.state === 'received' || stage.state === 'waiting');
}

/**
 * Returns the band a lead counts under in the ledger: its own, or that of its list if the list takes separate turns.
 */
export function bandOf({ list, score }: Pick<Lead, 'list' | 'score'>): string {
  return list?.ownTurn ? `${LIST_BAND}${list.source}` : (score?.band ?? 'none');
}

const LIST_BAND = 'list:';

/** Whether a band is that of a list. Such a band has its own ledger key in every team. */
export function isListBand(band: string): boolean {
  return band.startsWith(LIST_BAND);
}

/** Returns when a waiting lead of a list is checked individually: in 1 to 4 days, spread by lead id. */
export function nextLook(lead: LeadId, now: Instant): Instant {
  return addSeconds(now, LOOK.fromSeconds + (mixed(lead) % LOOK.overSeconds));
}

/** Hashes a text so that similar ids get very different numbers (FNV-1a, 32 bits). */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
