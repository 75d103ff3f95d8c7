import { z } from 'zod';
import { RepBody } from '../../shared/api/reps.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { RepStore } from '../../shared/ports/rep-store.ts';
import type { ApiClient } from '../api-client.ts';
import { changesBetween } from './changes.ts';
import { counted, eachOf, type Imported, ImportRefused, importRows } from './imported.ts';
import { readRepFile } from './rep-file.ts';

export interface ImportReps {
  readonly file: string;
  readonly text: string;
  readonly prune: boolean;
  readonly reps: RepStore;
  /** Reps are saved by the API: what a change means for their leads is followed up there. */
  readonly api: ApiClient;
}

type FiledRep = RepBody & { readonly id: string };

/** Compares a file of reps with those that are stored; leaves stay as they are. @throws {ImportRefused} with every problem of the file. */
export async function importReps({ file, text, prune, reps, api }: ImportReps): Promise<Imported> {
  const stored = await reps.list();
  const read = readRepFile(text, new Map(stored.map((rep) => [rep.id, rep.leaves])));
  if (!read.ok) throw new ImportRefused(file, read.problem);
  const active = stored.filter((rep) => rep.active || read.value.some(({ id }) => id === rep.id));
  const changes = changesBetween<FiledRep>(active.map(bodyOf), read.value, { prune });
  const leaving = [
    ...changes.removed,
    ...changes.changed.filter(({ after }) => !after.active).map(({ after }) => after),
  ];
  let held = 0;
  await eachOf(leaving, async ({ id }) => {
    held += (await reps.holds(id)).length;
  });
  return {
    rows: importRows(changes, ({ name }) => name),
    unchanged: changes.unchanged,
    meaning: [
      `${counted(held, 'open lead')} with reps who leave by it: they go on as the plan says under \`left\`.`,
      ...(changes.removed.length > 0 ? ['Who is not in the file is marked as having left; nobody is forgotten.'] : []),
    ],
    apply: async (say) => {
      const left = changes.removed.map((rep) => ({ ...rep, active: false }));
      const saved = [...changes.added, ...changes.changed.map(({ after }) => after), ...left];
      await eachOf(
        saved,
        ({ id, ...body }) => api.call('PUT', `/v1/reps/${id}`, { body, reply: z.unknown() }).then(() => undefined),
        4,
      );
      say(
        `Reps: ${changes.added.length} added, ${changes.changed.length} changed, ${left.length} marked as having left`,
      );
    },
  };
}

function bodyOf({ version: _, ...rep }: Rep): FiledRep {
  const { id, ...body } = rep;
  return { id, ...RepBody.parse(body) };
}
