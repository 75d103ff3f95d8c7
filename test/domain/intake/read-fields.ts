import { collectFields } from '../../../shared/domain/intake/lead-fields.ts';
import { readSubmission } from '../../../shared/domain/intake/read-submission.ts';
import type { SourceMapping } from '../../../shared/domain/intake/source-mapping.ts';

/** The mapping of the source in these tests. */
export const MAPPING: SourceMapping = { source: 'demo-form', touch: 'demo_request' };

/** Reads a submission from some fields; its content hash is the content itself. */
export function read(fields: readonly (readonly [string, string])[], reading: Partial<SourceMapping> = {}) {
  const lead = collectFields(fields.map(([name, value]) => ({ name, value })));
  return readSubmission({ lead, mapping: { ...MAPPING, ...reading }, hash: (content) => `#${content}` });
}
