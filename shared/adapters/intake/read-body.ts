import { readSubmission } from '../../domain/intake/read-submission.ts';
import { IGNORED } from '../../domain/intake/source-mapping.ts';
import { failure, success } from '../../domain/result.ts';
import { SOURCE_KINDS } from '../../sources/source-kinds.ts';
import type { ReadBody } from '../../use-cases/deps.ts';
import { sha256 } from '../crypto/sha256.ts';

/** Reads a body in the format of its source's kind, using the source's mapping of fields and values. */
export const readSourceBody: ReadBody = async ({ body, contentType }, source) => {
  const { id, kind = 'generic', touch, values, proof } = source;
  const fields = { ...source.fields, ...(proof?.by === 'field' && { [proof.name]: IGNORED }) };
  const isMapped = (name: string) => Object.hasOwn(fields, name);
  const { read } = SOURCE_KINDS[kind];
  const parsed = await read({ bytes: Uint8Array.from(body), contentType }, { isMapped });
  if (!parsed.ok) return failure(parsed.problem.detail);
  const { leads, rejected } = parsed.value;
  if (leads.length === 0) return failure('no_lead_in_it');
  const reading = { source: id, touch, fields, values };
  return success({
    submissions: leads.map((lead) => readSubmission({ lead, mapping: reading, hash: sha256 })),
    rejected,
  });
};
