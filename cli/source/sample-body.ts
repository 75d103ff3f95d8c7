import { IGNORED } from '../../shared/domain/intake/source-mapping.ts';
import { ownValue } from '../../shared/domain/own-value.ts';
import type { Source } from '../../shared/ports/source-store.ts';

/** Sample values by our field names; any other field gets `sample`. */
const SAMPLE_VALUES: Readonly<Record<string, string>> = {
  email: 'sample.person@sample.example',
  name: 'Sample Person',
  company: 'Sample Ltd',
  job_title: 'Head of Sales',
  phone: '+49 30 901820',
  country: 'DE',
  employees: '100-999',
  language: 'en',
  industry: 'software',
};

const ALWAYS_SENT = ['email', 'name', 'company', 'job_title', 'country', 'employees'] as const;

/**
 * Returns the fields that a sample of a source has: those that every lead should have, and each field the source maps,
 * under the sender's names and with values that the source can read.
 */
export function sampleFieldsOf(source: Pick<Source, 'fields' | 'values'>): Readonly<Record<string, string>> {
  const { fields = {}, values = {} } = source;
  const mapped = Object.entries(fields).filter(([, ours]) => ours !== IGNORED);
  const others = ALWAYS_SENT.filter((ours) => !mapped.some(([, one]) => one === ours)).map(
    (ours) => [ours, ours] as const,
  );
  const sent = [...others, ...mapped].map(
    ([theirs, ours]) =>
      [theirs, Object.keys(ownValue(values, ours) ?? {})[0] ?? ownValue(SAMPLE_VALUES, ours) ?? 'sample'] as const,
  );
  return Object.fromEntries(sent);
}
