import { parse } from 'yaml';
import * as z from 'zod';
import { RepBody } from '../shared/api/reps.ts';
import type { Rep } from '../shared/domain/team/rep.ts';
import { readTextFile } from './csv/decode-text.ts';

const RepsFile = z.object({ reps: z.record(z.string(), z.unknown()) });

/** A rep of a file, as written and as read. */
export interface FiledRep {
  readonly id: string;
  readonly written: unknown;
  readonly body: RepBody;
}

/**
 * Reads a file of reps, `reps: { mia.keller: { name: …, teams: … } }`. @throws with the rep and the field when one is
 * invalid.
 */
export async function readRepsFile(file: string): Promise<readonly FiledRep[]> {
  const read = RepsFile.safeParse(parse((await readTextFile(file)).text));
  if (!read.success) throw new Error(`${file} is not a file of reps: ${z.prettifyError(read.error)}`);
  return Object.entries(read.data.reps).map(([id, written]) => {
    const checked = RepBody.safeParse(written);
    if (!checked.success) throw new Error(`${file}: rep ${id}: ${z.prettifyError(checked.error)}`);
    return { id, written, body: checked.data };
  });
}

/** Reads the reps of a file as they are once they are saved. @throws as {@link readRepsFile} does */
export async function readReps(file: string): Promise<readonly Rep[]> {
  return (await readRepsFile(file)).map(({ id, body }) => ({ ...body, id, version: 1 }));
}
