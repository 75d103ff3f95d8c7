import { createHash } from 'node:crypto';
import { parseGenericBody } from '../../domain/intake/generic-body.ts';
import { readSubmission } from '../../domain/intake/read-submission.ts';
import { failure, success } from '../../domain/result.ts';
import type { ReadBody } from '../../use-cases/deps.ts';

/** SHA-256 of a text, hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Reads bodies of the `generic` kind: JSON, urlencoded or multipart, one lead or many. */
export const readGenericBody: ReadBody = async ({ body, contentType }, source) => {
  const parsed = await parseGenericBody({ bytes: Uint8Array.from(body), contentType });
  if (!parsed.ok) return failure(parsed.problem.detail);
  const { leads } = parsed.value;
  if (leads.length === 0) return failure('no_lead_in_it');
  const reading = { source: source.id, touch: source.touch };
  return success(leads.map((lead) => readSubmission({ lead, reading, hash: sha256 })));
};
