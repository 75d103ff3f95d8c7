import { readFileSync } from 'node:fs';
import { readSubmission, type SourceReading } from '../../../shared/domain/intake/read-submission.ts';
import type { Submission } from '../../../shared/domain/intake/submission.ts';
import { type SourceKindName, sourceKind } from '../../../shared/domain/sources/source-kinds.ts';

/** A body as a vendor sends it, about invented people. */
export function fixtureText(name: string): string {
  return readFileSync(new URL(`../../fixtures/bodies/${name}.json`, import.meta.url), 'utf8');
}

/** What a kind makes of a body under a source's reading. */
export async function readAs(kind: SourceKindName, text: string, reading: Partial<SourceReading> = {}) {
  const { fields = {} } = reading;
  const body = { bytes: new TextEncoder().encode(text), contentType: 'application/json' };
  const parsed = await sourceKind(kind).read(body, { isMapped: (name) => Object.hasOwn(fields, name) });
  if (!parsed.ok) return parsed.problem.detail;
  const whole = { source: 'a-source', touch: 'demo_request', ...reading };
  return parsed.value.leads.map((lead): Submission => readSubmission({ lead, reading: whole, hash: (text) => text }));
}

/** The one submission of a fixture. @throws when it is not exactly one */
export async function readFixture(
  kind: SourceKindName,
  name: string,
  reading?: Partial<SourceReading>,
): Promise<Submission> {
  const read = await readAs(kind, fixtureText(name), reading);
  const [submission, ...more] = typeof read === 'string' ? [] : read;
  if (submission === undefined || more.length > 0) throw new Error(`${name} is not one lead: ${JSON.stringify(read)}`);
  return submission;
}
