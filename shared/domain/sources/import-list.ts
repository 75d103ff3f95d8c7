import { hashText } from '../hash-text.ts';
import type { LeadId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';

/** How fast the leads of an import list are assigned. */
export interface ListPace {
  /** The maximum number of leads of the list per rep and local day. */
  readonly perRepPerDay: number;
}

/** The settings that make a source a list: it is imported, has a pace, or takes separate turns. */
interface ImportListSource {
  readonly id: string;
  readonly kind?: string;
  readonly pace?: ListPace;
  readonly separateTurn?: boolean;
}

/** What a rep can typically handle in a day in addition to other leads. */
const DEFAULT_PACE: ListPace = { perRepPerDay: 15 };
const DAY_SECONDS = 24 * 3600;
/**
 * When a waiting lead of a list is checked individually if it was not assigned before. Spread, to avoid load spikes.
 */
const INDIVIDUAL_CHECK = { fromSeconds: DAY_SECONDS, overSeconds: 3 * DAY_SECONDS } as const;

/** Whether the leads of a source wait in a separate queue, behind all others. */
export function isImportList({ kind, pace, separateTurn }: Omit<ImportListSource, 'id'>): boolean {
  return kind === 'import' || pace !== undefined || separateTurn === true;
}

/**
 * Returns the pace of a list. An imported list always has one: its leads take no slots, so nothing else would prevent
 * thousands of leads from being assigned within an hour.
 */
export function paceOf({ kind, pace }: Omit<ImportListSource, 'id'>): ListPace | undefined {
  return pace ?? (kind === 'import' ? DEFAULT_PACE : undefined);
}

/** Returns what a lead stores about its list; undefined for a source that is not a list. */
export function importListOf(source: ImportListSource): Lead['importList'] {
  return isImportList(source) ? { source: source.id, ownTurn: source.separateTurn === true } : undefined;
}

/** Whether a lead of a list waits for routing or for a rep. Such leads never delay other leads. */
export function isWaitingInList({ importList: list, stage }: Pick<Lead, 'importList' | 'stage'>): boolean {
  return list !== undefined && (stage.state === 'received' || stage.state === 'waiting');
}

/**
 * Returns the band a lead counts under in the ledger: its own, or that of its list if the list takes separate turns.
 */
export function ledgerBandOf({ importList: list, score }: Pick<Lead, 'importList' | 'score'>): string {
  return list?.ownTurn ? `${LIST_BAND_PREFIX}${list.source}` : (score?.band ?? 'none');
}

const LIST_BAND_PREFIX = 'list:';

/** Whether a band is that of a list. Such a band has its own ledger key in every team. */
export function isListBand(band: string): boolean {
  return band.startsWith(LIST_BAND_PREFIX);
}

/** Returns when a waiting lead of a list is checked individually: in 1 to 4 days, spread by lead id. */
export function individualCheckAt(lead: LeadId, now: Instant): Instant {
  return addSeconds(now, INDIVIDUAL_CHECK.fromSeconds + (hashText(lead) % INDIVIDUAL_CHECK.overSeconds));
}
