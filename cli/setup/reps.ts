import * as z from 'zod';
import type { ApiClient } from '../api-client.ts';
import { readRepsFile } from '../reps-file.ts';

/** Saves every rep of a file. @throws with the rep and the field when one is invalid; none is saved then. */
export async function saveReps(options: {
  readonly api: ApiClient;
  readonly file: string;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { api, file, say } = options;
  const reps = await readRepsFile(file);
  for (const { id, written } of reps) await api.call('PUT', `/v1/reps/${id}`, { body: written, reply: z.unknown() });
  say(`Reps: ${reps.length} saved`);
}
