import { parse } from 'yaml';
import * as z from 'zod';
import { RepBody } from '../../shared/api/reps.ts';
import type { ApiClient } from '../api-client.ts';
import { readTextFile } from '../csv/decode-text.ts';

const RepsFile = z.object({ reps: z.record(z.string(), z.unknown()) });

/**
 * Saves every rep of a file, `reps: { mia.keller: { name: …, teams: … } }`. @throws with the rep and the field when one
 * is invalid.
 */
export async function saveReps(options: {
  readonly api: ApiClient;
  readonly file: string;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { api, file, say } = options;
  const read = RepsFile.safeParse(parse((await readTextFile(file)).text));
  if (!read.success) throw new Error(`${file} is not a file of reps: ${z.prettifyError(read.error)}`);
  const { reps } = read.data;
  for (const [id, rep] of Object.entries(reps)) {
    const checked = RepBody.safeParse(rep);
    if (!checked.success) throw new Error(`${file}: rep ${id}: ${z.prettifyError(checked.error)}`);
    await api.call('PUT', `/v1/reps/${id}`, { body: rep, reply: z.unknown() });
  }
  say(`Reps: ${Object.keys(reps).length} saved`);
}
