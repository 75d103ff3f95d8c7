import { addSeconds, type Instant } from '../instant.ts';
import type { CrmChange } from './crm-change.ts';
import type { CrmFailureCode } from './crm-failure.ts';
import type { CrmSystem } from './crm-fields.ts';

/** How far one kind of change has been read. */
export interface CrmCursor {
  /** Everything that the CRM told of up to here has been taken. */
  readonly readUntil: Instant;
  /** What was taken of the time that is read again, as {@link markOf} writes it. */
  readonly taken: readonly string[];
  /** Why this kind cannot be read, while the others can. */
  readonly because?: CrmFailureCode;
}

/** How far Baton has read a CRM. Ids, times and codes only. */
export interface CrmReading {
  readonly system: CrmSystem;
  /** Grows with each save; a save based on an older version is refused. 0: not stored yet. */
  readonly version: number;
  /** By kind of change, in the CRM's words: `calls`. */
  readonly cursors: Readonly<Record<string, CrmCursor>>;
  /** Records that could not be looked at just now, since they were being written. */
  readonly again: readonly string[];
  /** Since when nothing could be read, and why. */
  readonly failing?: { readonly since: Instant; readonly because: CrmFailureCode };
}

/** The most marks that a cursor keeps. What is taken twice beyond them is recognised by the lead. */
const MAX_MARKS = 200;

/** Returns the reading of a CRM that begins now: what happened before is not read. */
export function newCrmReading(system: CrmSystem): CrmReading {
  return { system, version: 0, cursors: {}, again: [] };
}

/** Returns the cursor of a kind; one that begins now if the kind has not been read before. */
export function cursorOf({ cursors }: Pick<CrmReading, 'cursors'>, kind: string, now: Instant): CrmCursor {
  return cursors[kind] ?? { readUntil: now, taken: [] };
}

/** Returns a mark of this state of something in the CRM. */
function markOf({ id, changedAt }: Pick<CrmChange, 'id' | 'changedAt'>): string {
  return `${id}@${changedAt}`;
}

/** Whether a change has been taken already. */
export function isTaken({ taken }: CrmCursor, change: Pick<CrmChange, 'id' | 'changedAt'>): boolean {
  return taken.includes(markOf(change));
}

/** Returns the cursor after these changes have been taken too, and all until `readUntil`. It never goes back. */
export function advance(
  cursor: CrmCursor,
  changes: readonly Pick<CrmChange, 'id' | 'changedAt'>[],
  {
    overlapSeconds,
    readUntil = cursor.readUntil,
  }: { readonly overlapSeconds: number; readonly readUntil?: Instant | undefined },
): CrmCursor {
  const times = [cursor.readUntil, readUntil, ...changes.map(({ changedAt }) => changedAt)];
  const latest = times.toSorted().at(-1) ?? readUntil;
  const readAgainFrom = addSeconds(latest, -overlapSeconds);
  const marks = [...cursor.taken, ...changes.map(markOf)];
  const taken = marks.filter((mark) => mark.slice(mark.lastIndexOf('@') + 1) >= readAgainFrom).slice(-MAX_MARKS);
  return { readUntil: latest, taken };
}

/**
 * Returns which of several kinds' changes can be taken, oldest first. What may still be followed by earlier changes of
 * another kind waits: `horizons` has, for each kind that was not read to its end, up to when it was read.
 */
export function inOrder(
  changes: readonly CrmChange[],
  horizons: readonly Instant[],
): { readonly due: readonly CrmChange[]; readonly horizon: Instant | undefined } {
  const horizon = horizons.toSorted()[0];
  const due = changes
    .filter(({ changedAt }) => horizon === undefined || changedAt <= horizon)
    .toSorted((a, b) => (a.changedAt === b.changedAt ? (a.id < b.id ? -1 : 1) : a.changedAt < b.changedAt ? -1 : 1));
  return { due, horizon };
}
