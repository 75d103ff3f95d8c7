import { collectFields } from '../../../shared/domain/intake/lead-fields.ts';
import { readSubmission, type SourceReading } from '../../../shared/domain/intake/read-submission.ts';

/** How the source of these tests is read. */
export const READING: SourceReading = { source: 'demo-form', touch: 'demo_request' };

/** The submission of some fields; its content hash is the content itself. */
export function read(fields: readonly (readonly [string, string])[], reading: Partial<SourceReading> = {}) {
  const lead = collectFields(fields.map(([name, value]) => ({ name, value })));
  return readSubmission({ lead, reading: { ...READING, ...reading }, hash: (content) => `#${content}` });
}
