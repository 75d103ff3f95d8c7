import type { Instant } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import { OPEN_LEAD_STATES } from '../../shared/domain/lead/stage.ts';
import { findTerritory } from '../../shared/domain/territories/find-territory.ts';
import { findOverlaps } from '../../shared/domain/territories/overlaps.ts';
import type { TerritoryRow } from '../../shared/domain/territories/territory.ts';
import type { LeadStore } from '../../shared/ports/lead-store.ts';
import type { RepStore } from '../../shared/ports/rep-store.ts';
import type { TerritoryStore } from '../../shared/ports/territory-store.ts';
import { compareItems, isEmptyChange } from './changes.ts';
import { changesToRows, describeFooter, formatCount, ImportRefusedError, type PreparedImport } from './imported.ts';
import type { SheetProblem } from './sheet.ts';
import { readTerritoryFile, type TerritoryFileRow } from './territory-file.ts';

const PAGE_SIZE = 100;

export interface ImportTerritoriesInput {
  readonly file: string;
  readonly text: string;
  readonly prune: boolean;
  /** Time zone of dates without a time. */
  readonly zone: string;
  readonly now: Instant;
  readonly stores: { readonly territories: TerritoryStore; readonly reps: RepStore; readonly leads: LeadStore };
}

/**
 * Compares a file of territories with the current table. Ambiguous rows are refused, with an example of a lead that
 * several of them claim.
 * @throws {ImportRefusedError} with every problem of the file.
 */
export async function prepareTerritoryImport(input: ImportTerritoriesInput): Promise<PreparedImport> {
  const { file, text, prune, zone, now, stores } = input;
  const read = readTerritoryFile(text, zone);
  if (!read.ok) throw new ImportRefusedError(file, read.problem);
  const { filed: imported, footer } = read.value;
  const [table, reps] = await Promise.all([stores.territories.current(), stores.reps.list()]);
  const filed = imported.map(({ row }) => row);
  const changes = compareItems(table.rows, filed, { prune });
  const named = new Set(filed.map(({ id }) => id));
  const rows = [...filed, ...(prune ? [] : table.rows.filter(({ id }) => !named.has(id)))];
  const known = new Set(reps.map(({ id }) => id));
  const problems = [...checkOwners(imported, known), ...checkOverlaps(rows, imported)];
  if (problems.length > 0) throw new ImportRefusedError(file, problems);
  const moved = isEmptyChange(changes) ? 0 : await countMovingLeads(table.rows, rows, now, stores.leads);
  return {
    rows: changesToRows(changes, ({ territory, owner }) =>
      owner === undefined ? territory : `${territory}, ${owner}`,
    ),
    unchanged: changes.unchanged,
    effects: [
      ...describeFooter(footer),
      `${formatCount(moved, 'open lead')} would change territory: they stay where they are until they are routed again.`,
      ...(moved === 0 ? [] : ['To move some of them: npm run baton -- reassign --help']),
    ],
    apply: async (say) => {
      const saved = isEmptyChange(changes)
        ? 'done'
        : (await stores.territories.replace({ version: table.version + 1, rows })).outcome;
      if (saved === 'stale') throw new Error('the territories were changed in the meantime: run it again');
      const { added, changed, removed } = changes;
      say(`Territories: ${added.length} added, ${changed.length} changed, ${removed.length} removed`);
    },
  };
}

function checkOwners(filed: readonly TerritoryFileRow[], reps: ReadonlySet<string>): readonly SheetProblem[] {
  return filed.flatMap(({ line, row: { owner } }) =>
    owner === undefined || reps.has(owner) ? [] : [{ line, column: 'owner', message: `no rep ${owner} exists` }],
  );
}

function checkOverlaps(rows: readonly TerritoryRow[], filed: readonly TerritoryFileRow[]): readonly SheetProblem[] {
  const lines = new Map(filed.map(({ line, row }) => [row.id, line]));
  return findOverlaps(rows).map(({ rows: [a, b], exampleLead: witness, from }) => {
    const line = lines.get(b.id) ?? lines.get(a.id) ?? 1;
    const other = lines.get(b.id) === undefined ? b : a;
    const where = lines.has(other.id) ? `line ${lines.get(other.id)}` : `the stored row ${other.id}`;
    const lead =
      Object.entries(witness)
        .map(([field, value]) => `${field} ${value}`)
        .join(', ') || 'any';
    const since = from === undefined ? '' : ` from ${from} on`;
    return {
      line,
      message: `a lead with ${lead} is also claimed by ${where}${since}; add a more specific row to decide`,
    };
  });
}

/**
 * Counts the open leads whose territory differs between the old and the new rows. Postal codes are stored with the
 * person and are not considered here.
 */
async function countMovingLeads(
  before: readonly TerritoryRow[],
  after: readonly TerritoryRow[],
  now: Instant,
  leads: LeadStore,
): Promise<number> {
  const placeOf = (rows: readonly TerritoryRow[], { features }: Lead) =>
    findTerritory(rows, { features }, now)?.territory;
  let moved = 0;
  for (const state of OPEN_LEAD_STATES) {
    let cursor: string | undefined;
    do {
      const page = await leads.list({ by: { state }, limit: PAGE_SIZE, cursor });
      moved += page.items.filter((lead) => placeOf(before, lead) !== placeOf(after, lead)).length;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return moved;
}
