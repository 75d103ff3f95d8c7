import { type Result, success } from '../result.ts';
import { parseGenericBody, type RawBody } from './generic-body.ts';
import { readSubmission, type SourceReading } from './read-submission.ts';
import type { Submission } from './submission.ts';

/** A body of a sender of no vendor's format, how its source is read, and a strong hash (the domain has none). */
export interface ReadGenericBody extends RawBody {
  readonly reading: SourceReading;
  readonly hash: (content: string) => string;
}

/** The submissions in a body, or the code of why there are none. Entries of a list that are no leads are left out. */
export async function readGenericBody(input: ReadGenericBody): Promise<Result<readonly Submission[], string>> {
  const { reading, hash } = input;
  const parsed = await parseGenericBody(input);
  if (!parsed.ok) return { ok: false, problem: parsed.problem.detail };
  return success(parsed.value.leads.map((lead) => readSubmission({ lead, reading, hash })));
}
