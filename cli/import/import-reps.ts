import * as z from 'zod';
import { RepBody } from '../../shared/api/reps.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { RepStore } from '../../shared/ports/rep-store.ts';
import type { ApiClient } from '../api-client.ts';
import { compareItems } from './changes.ts';
import {
  changesToRows,
  describeFooter,
  forEachConcurrently,
  formatCount,
  ImportRefusedError,
  type PreparedImport,
} from './imported.ts';
import { readRepFile } from './rep-file.ts';

export interface ImportRepsInput {
  readonly file: string;
  readonly text: string;
  readonly prune: boolean;
  readonly reps: RepStore;
  /** Reps are saved through the API, which handles the effects on their leads. */
  readonly api: ApiClient;
}

type RepRow = RepBody & { readonly id: string };

/**
 * Compares a file of reps with the stored reps; leaves, addresses and preferences stay unchanged.
 * @throws {ImportRefusedError} with every problem of the file.
 */
export async function prepareRepImport({ file, text, prune, reps, api }: ImportRepsInput): Promise<PreparedImport> {
  const stored = await reps.list();
  const read = readRepFile(text, new Map(stored.map((rep) => [rep.id, rep])));
  if (!read.ok) throw new ImportRefusedError(file, read.problem);
  const { filed: imported, footer } = read.value;
  const active = stored.filter((rep) => rep.active || imported.some(({ id }) => id === rep.id));
  const changes = compareItems<RepRow>(active.map(repToRow), imported, { prune });
  const leaving = [
    ...changes.removed,
    ...changes.changed.filter(({ after }) => !after.active).map(({ after }) => after),
  ];
  let held = 0;
  await forEachConcurrently(leaving, async ({ id }) => {
    held += (await reps.holdsOf(id)).length;
  });
  const moving: string[] = [];
  await forEachConcurrently(changes.changed.filter(changesWork), async ({ before, after }) => {
    const { length } = await reps.holdsOf(after.id);
    if (length > 0) moving.push(describeKeptLeads(after.id, length, Object.keys(before.teams)));
  });
  return {
    rows: changesToRows(changes, ({ name }) => name),
    unchanged: changes.unchanged,
    effects: [
      ...describeFooter(footer),
      `${formatCount(held, 'open lead')} with reps who leave by this import: the plan's \`left\` setting decides what happens to them.`,
      ...(changes.removed.length > 0
        ? ['Reps who are not in the file are marked as having left; none is deleted.']
        : []),
      ...moving.sort(),
      ...describeStrangers(imported, stored),
    ],
    apply: async (say) => {
      const left = changes.removed.map((rep) => ({ ...rep, active: false }));
      const saved = [...changes.added, ...changes.changed.map(({ after }) => after), ...left];
      const save = async ({ id, ...body }: RepRow) => {
        await api.call('PUT', `/v1/reps/${id}`, { body, reply: z.unknown() });
      };
      // A backup must exist, and two new reps may be each other's.
      const named = changes.added.filter(({ id }) => saved.some(({ backup }) => backup === id));
      await forEachConcurrently(named, ({ backup: _, ...rep }) => save(rep), 4);
      await forEachConcurrently(saved, save, 4);
      say(
        `Reps: ${changes.added.length} added, ${changes.changed.length} changed, ${left.length} marked as having left`,
      );
    },
  };
}

/** Whether an import takes a rep who stays out of a team, or changes what they work on. */
function changesWork({ before, after }: { readonly before: RepRow; readonly after: RepRow }): boolean {
  if (!after.active) return false;
  const leavesTeam = Object.keys(before.teams).some((team) => !Object.hasOwn(after.teams, team));
  return leavesTeam || JSON.stringify(before.attributes) !== JSON.stringify(after.attributes);
}

/** Says that a rep keeps the leads of before, and how to move them. */
function describeKeptLeads(rep: string, count: number, [team = 'TEAM']: readonly string[]): string {
  return `${rep} keeps ${formatCount(count, 'open lead')}. To move them: npm run baton -- reassign --from ${rep} --to-team ${team} --out moves.json --env ENV`;
}

/** Names the reps whose backup is in none of their teams, and so can take nothing over. This does not block the import. */
function describeStrangers(imported: readonly RepRow[], stored: readonly Rep[]): readonly string[] {
  const teamsOf = new Map([...stored, ...imported].map(({ id, teams }) => [id, Object.keys(teams)]));
  const strangers = imported.filter(({ backup, teams }) => {
    const theirs = backup === undefined ? undefined : teamsOf.get(backup);
    return theirs && !theirs.some((team) => Object.hasOwn(teams, team));
  });
  if (strangers.length === 0) return [];
  return [`The backup is in no team of the rep, so takes over nothing: ${strangers.map(({ id }) => id).join(', ')}.`];
}

function repToRow({ version: _, ...rep }: Rep): RepRow {
  const { id, ...body } = rep;
  return { id, ...RepBody.parse(body) };
}
