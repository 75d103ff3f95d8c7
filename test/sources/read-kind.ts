import { readFileSync } from 'node:fs';
import { readSubmission } from '../../shared/domain/intake/read-submission.ts';
import type { SourceMapping } from '../../shared/domain/intake/source-mapping.ts';
import type { Submission } from '../../shared/domain/intake/submission.ts';
import type { SourceKindName } from '../../shared/domain/sources/source-kind-names.ts';
import { SOURCE_KINDS } from '../../shared/sources/source-kinds.ts';

/** Returns a body as a vendor sends it, about fictional people. */
export function fixtureText(name: string): string {
  return readFileSync(new URL(`../fixtures/bodies/${name}.json`, import.meta.url), 'utf8');
}

/** Reads a body as a kind does, with a source's mapping. */
export async function readAs(kind: SourceKindName, text: string, reading: Partial<SourceMapping> = {}) {
  const { fields = {} } = reading;
  const body = { bytes: new TextEncoder().encode(text), contentType: 'application/json' };
  const { read } = SOURCE_KINDS[kind];
  const parsed = await read(body, { isMapped: (name) => Object.hasOwn(fields, name) });
  if (!parsed.ok) return parsed.problem.detail;
  const whole = { source: 'a-source', touch: 'demo_request', ...reading };
  return parsed.value.leads.map((lead): Submission => readSubmission({ lead, mapping: whole, hash: (text) => text }));
}

/**
 * Returns the only submission of a fixture.
 * @throws if there is not exactly one
 */
export async function readFixture(
  kind: SourceKindName,
  name: string,
  reading?: Partial<SourceMapping>,
): Promise<Submission> {
  const read = await readAs(kind, fixtureText(name), reading);
  const [submission, ...more] = typeof read === 'string' ? [] : read;
  if (submission === undefined || more.length > 0) throw new Error(`${name} is not one lead: ${JSON.stringify(read)}`);
  return submission;
}
