import { IGNORED } from '../../shared/domain/intake/source-mapping.ts';
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

type Body = Readonly<Record<string, unknown>>;

/**
 * Builds a body as a sender of this source would: a test lead for a fictional person, with a value for each mapped
 * field.
 */
export function buildSampleBody(source: Pick<Source, 'kind' | 'fields' | 'values'>, unique: string): Body {
  const { fields = {}, values = {} } = source;
  const mapped = Object.entries(fields).filter(([, ours]) => ours !== IGNORED);
  const others = ALWAYS_SENT.filter((ours) => !mapped.some(([, one]) => one === ours)).map(
    (ours) => [ours, ours] as const,
  );
  const said = [...others, ...mapped].map(
    ([theirs, ours]) => [theirs, Object.keys(values[ours] ?? {})[0] ?? SAMPLE_VALUES[ours] ?? 'sample'] as const,
  );
  switch (source.kind) {
    case 'generic':
    case 'import':
      return markAsTest(source.kind, { submission_id: unique, ...Object.fromEntries(said) });
    case 'typeform': {
      const answers = said.map(([ref, text]) => ({ type: 'text', text, field: { id: ref, ref, type: 'short_text' } }));
      const form_response = { form_id: 'sample', token: unique, submitted_at: new Date().toISOString(), answers };
      return markAsTest(source.kind, { event_id: unique, event_type: 'form_response', form_response });
    }
    case 'hubspot-workflow': {
      const properties = Object.fromEntries(said.map(([name, value]) => [name, { value }]));
      return markAsTest(source.kind, { vid: 1, 'is-contact': true, properties });
    }
  }
}

/** Returns the same body marked as a test: it takes no turn and starts no clock. */
export function markAsTest(kind: Source['kind'], body: Body): Body {
  if (kind === 'typeform') {
    const response = objectAt(body, 'form_response');
    return { ...body, form_response: { ...response, hidden: { ...objectAt(response, 'hidden'), test: 'true' } } };
  }
  if (kind === 'hubspot-workflow' && body.properties !== undefined)
    return { ...body, properties: { ...objectAt(body, 'properties'), test: 'true' } };
  return { ...body, test: 'true' };
}

function objectAt(body: Body, key: string): Body {
  const value = body[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {};
}
