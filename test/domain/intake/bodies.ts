import { parseGenericBody } from '../../../shared/domain/intake/generic-body.ts';
import type { LeadFields } from '../../../shared/domain/intake/lead-fields.ts';
import type { RawBody } from '../../../shared/domain/intake/parsed-body.ts';

/** Builds a UTF-8 body from a text. */
export function bodyOf(text: string, contentType?: string): RawBody {
  return { bytes: new TextEncoder().encode(text), contentType };
}

/** Builds a JSON body from any value. */
export function jsonBody(value: unknown): RawBody {
  return bodyOf(JSON.stringify(value), 'application/json');
}

/** Builds a multipart body with text parts, as browsers write it. */
export function multipartBody(fields: Readonly<Record<string, string>>): RawBody {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return bodyOf(`${parts.join('')}--cut--\r\n`, 'multipart/form-data; boundary=cut');
}

/** Returns the fields of a lead by name, for comparison. */
export function fieldsByName(lead: LeadFields | undefined): Record<string, string> {
  return Object.fromEntries((lead?.fields ?? []).map(({ name, value }) => [name, value]));
}

/** Returns the lead of a body that must contain exactly one. */
export async function parseOnlyLead(body: RawBody) {
  const parsed = await parseGenericBody(body);
  if (!parsed.ok) throw new Error(parsed.problem.detail);
  const [lead, ...others] = parsed.value.leads;
  if (others.length > 0) throw new Error('more than one lead');
  return { fields: fieldsByName(lead), problems: lead?.problems };
}
