import { createHash } from 'node:crypto';
import type { LeadId } from '../../domain/ids.ts';
import { dueDateOf } from '../../domain/lead/due.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import { holdOf, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import type { Stage } from '../../domain/lead/stage.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Row } from './database.ts';
import { dueIndexDateOf, duePartitionOf, keys, listPartitionOf, listSortKeyOf } from './keys.ts';
import { pack } from './packed.ts';
import { readRow } from './read-row.ts';
import { LeadDetailsRow, LeadRow, StateRow } from './rows.ts';

/**
 * What is known of a lead and rarely or never changes once it is routed. It has a row of its own, so that a transition
 * writes only where the lead stands. A new field of a lead belongs here unless most transitions change it.
 */
const DETAIL_FIELDS = [
  'source',
  'receivedAt',
  'submittedAt',
  'test',
  'shadow',
  'personKey',
  'contactKeys',
  'submissionKeys',
  'externalIds',
  'deals',
  'possibleDuplicateOf',
  'earlierLeads',
  'comebacks',
  'touchpoints',
  'features',
  'guessedFields',
  'account',
  'enrichment',
  'score',
  'routing',
  'credited',
] as const satisfies readonly (keyof Lead)[];

/** Fields that are left out of the state while they have this value. */
const EMPTY_FIELDS = {
  previousHolders: [],
  contacts: [],
  nurtureCounts: {},
  reassignments: 0,
} as const satisfies Partial<Lead>;
const EMPTY_TEXTS = new Map(Object.entries(EMPTY_FIELDS).map(([name, value]) => [name, JSON.stringify(value)]));

/** Details as they are stored, and their digest, by which a lead's two rows are known to belong together. */
interface Details {
  readonly content: Partial<Lead>;
  readonly digest: string;
}

/** The details that are stored now: their digest and, while they are in the state's row, themselves. */
export interface StoredDetails {
  readonly digest: string;
  readonly inState?: Uint8Array;
}

/** A lead after one of its events, and what is stored of it before. */
interface LeadTransition {
  readonly after: Lead;
  readonly event: LeadEvent;
  readonly storedDetails?: StoredDetails;
}

/** The two rows of a lead. */
interface LeadRows {
  readonly state: Row;
  /** Absent when the stored one stays as it is, and while the state's row holds the details. */
  readonly details?: Row;
}

/**
 * Returns a lead's rows after a transition. A new lead is one row with its details in it; its next transition, as a rule
 * its routing, leaves them to a second one ({@link detailsAheadOf}). From then on the state names the digest of the
 * details, so whoever reads the rows of two moments notices. It also holds the event of the transition, so that neither
 * is ever stored without the other.
 */
export function leadToRows({ after: lead, event, storedDetails }: LeadTransition): LeadRows {
  const { id: _key, ...fields } = lead;
  const kept = Object.entries(fields).filter(([name, value]) => !isDetail(name) && !isEmpty(name, value));
  const state = {
    ...Object.fromEntries(kept),
    ...keys.lead(lead.id),
    ...indexAttributesOf(lead),
    stage: stageInState(lead.stage),
    event: eventInState(event),
  };
  const { content, digest } = detailsOf(lead);
  if (isInOwnRow(storedDetails) && storedDetails.digest === digest) return { state: { ...state, details: digest } };
  const packed = pack(content);
  if (!isInOwnRow(storedDetails) && lead.forgottenAt === undefined) return { state: { ...state, packed } };
  const details = { ...keys.leadDetails(lead.id), packed, version: lead.version };
  return { state: { ...state, details: digest }, details };
}

/** A row of details that no state names yet, so that it can be written before the transition, without a transaction. */
interface DetailsAhead {
  readonly row: Row;
  readonly digest: string;
}

/**
 * Returns the row of details to write before a transition, while the stored details are in the state and the row is
 * nobody's. Of all who try the same next version the first gets the row, and only that one may name it; the others leave
 * the details in the state. Whoever is erased leaves nothing behind in that row, so then it is part of the transition.
 */
export function detailsAheadOf({ after, storedDetails }: Omit<LeadTransition, 'event'>): DetailsAhead | undefined {
  if (storedDetails?.inState === undefined || after.forgottenAt !== undefined) return undefined;
  const { content, digest } = detailsOf(after);
  const packed = digest === storedDetails.digest ? storedDetails.inState : pack(content);
  return { row: { ...keys.leadDetails(after.id), packed }, digest };
}

function isInOwnRow(stored: StoredDetails | undefined): stored is StoredDetails {
  return stored !== undefined && stored.inState === undefined;
}

/** Deadlines are most of a stage, and alike. */
function stageInState(stage: Stage) {
  return 'deadlines' in stage ? { ...stage, deadlines: pack(stage.deadlines) } : stage;
}

/** Returns what the state's row does not say of the event anyway. */
function eventInState({ at, actor, type, data }: LeadEvent) {
  return { at, actor, type, data };
}

/** Returns the row of an event, where it stays when a later transition takes its place in the state. */
export function eventToRow(event: LeadEvent): Row {
  return { ...keys.event(event.lead, event.seq), ...event };
}

/** Attributes by which the indexes find a lead. A closed lead has no due date and no team. */
function indexAttributesOf(lead: Lead) {
  return {
    duePk: lead.dueAt && duePartitionOf(lead),
    dueAt: dueIndexDateOf(lead),
    teamKey: holdOf(lead)?.team ?? workItemOf(lead)?.team,
    stateKey: listPartitionOf(lead),
    listAt: listSortKeyOf(lead),
  };
}

/**
 * Returns the lead in these rows, in any order; undefined when it does not exist, `torn` when the rows are of two
 * moments: read again.
 * @throws {StoreError} `unreadable_row`
 */
export function rowsToLead(rows: readonly Row[]): Lead | 'torn' | undefined {
  const stored = rows.find(({ sk }) => sk === keys.lead('').sk);
  if (!stored) return undefined;
  const { details: digest, packed, event: _event, ...kept } = readRow(StateRow, stored);
  const state = { ...EMPTY_FIELDS, ...kept, id: leadIdOfRow(stored) };
  if (digest === undefined) return withDueDate(readRow(LeadRow, { ...state, ...packed }));
  const row = rows.find(({ sk }) => sk === keys.leadDetails('').sk);
  const details = row && readRow(LeadDetailsRow, row).packed;
  if (details === undefined || digestOf(details) !== digest) return 'torn';
  return withDueDate(readRow(LeadRow, { ...state, ...details }));
}

/** Reads of a lead's two rows that may be of different moments before they are taken for broken. */
const MAX_READS = 5;

/**
 * Reads the rows of a lead until they are of one moment. A query is consistent row by row: a transition may be seen in
 * one of them only.
 */
export async function readWhole<Found>(read: () => Promise<Found | 'torn'>): Promise<Found> {
  for (let attempt = 1; attempt <= MAX_READS; attempt += 1) {
    const found = await read();
    if (found !== 'torn') return found;
  }
  throw new StoreError('unreadable_row');
}

/** Returns what a state's row says of its lead's details. */
export function storedDetailsOf(state: Row): StoredDetails | undefined {
  const { details, packed } = state;
  if (typeof details === 'string') return { digest: details };
  return packed instanceof Uint8Array
    ? { digest: digestOf(readRow(LeadDetailsRow, { packed }).packed), inState: packed }
    : undefined;
}

/** The stored date is the index's. The lead's own follows from its stage. */
function withDueDate(lead: Lead): Lead {
  const due = dueDateOf(lead.stage);
  return due ? { ...lead, dueAt: due.dueAt } : lead;
}

/** Returns the keys of a lead's two rows. */
export function leadRowKeysOf(id: LeadId) {
  return [keys.lead(id), keys.leadDetails(id)];
}

/** Returns the lead whose row this is. */
export function leadIdOfRow({ pk }: Row): LeadId {
  if (typeof pk !== 'string') throw new StoreError('unreadable_row');
  return pk.slice(keys.lead('').pk.length);
}

function detailsOf(lead: Lead): Details {
  const content = Object.fromEntries(
    DETAIL_FIELDS.flatMap((name) => (lead[name] === undefined ? [] : [[name, lead[name]]])),
  );
  return { content, digest: digestOf(content) };
}

/**
 * Tells details apart. Only ever compared with the digest that is stored: reading a lead may leave out what its schema does
 * not know, so details that were read need not have the digest they were stored with.
 */
function digestOf(details: object): string {
  return createHash('sha256').update(JSON.stringify(details)).digest('base64url').slice(0, 12);
}

function isEmpty(name: string, value: unknown): boolean {
  return EMPTY_TEXTS.has(name) && EMPTY_TEXTS.get(name) === JSON.stringify(value);
}

function isDetail(name: string): boolean {
  return DETAIL_FIELDS.some((field) => field === name);
}
