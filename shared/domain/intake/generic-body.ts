import { success } from '../result.ts';
import { textOfBody } from './body-text.ts';
import { fieldsOfMultipart, fieldsOfUrlencoded } from './form-body.ts';
import { fieldsOfJson, isJsonObject, parseJson } from './json-body.ts';
import { collectFields, type FoundField, type LeadFields } from './lead-fields.ts';
import { type Parsed, type RawBody, type RejectedEntry, unparseable } from './parsed-body.ts';

/** Maximum number of leads in one body. */
export const MOST_LEADS_IN_A_BODY = 500;

type Format = 'json' | 'urlencoded' | 'multipart' | 'unstated';

/**
 * Reads the body of a sender without a vendor-specific format: JSON (an object is one lead, an array of objects is
 * many), urlencoded form or multipart form. Plain text, a missing content type and JSON labelled as a form (sent by
 * `curl -d` and browser beacons) are read by what they look like. Never throws, whatever the bytes.
 */
export async function parseGenericBody({ bytes, contentType = '' }: RawBody): Promise<Parsed> {
  if (bytes.length === 0) return unparseable('empty_body');
  const format = formatOf(contentType);
  if (format === undefined) return unparseable('unsupported_content_type');
  if (format === 'multipart') {
    const fields = await fieldsOfMultipart(bytes, contentType);
    return fields.ok ? oneLead(fields.value) : unparseable(fields.problem);
  }
  const text = textOfBody({ bytes, contentType });
  if (!text.ok) return unparseable(text.problem);
  return format === 'json' || looksLikeJson(text.value) ? parseJsonLeads(text.value) : parseForm(text.value, format);
}

function formatOf(contentType: string): Format | undefined {
  const [mediaType = ''] = contentType.toLowerCase().split(';');
  switch (mediaType.trim()) {
    case 'application/json':
    case 'text/json':
      return 'json';
    case 'application/x-www-form-urlencoded':
      return 'urlencoded';
    case 'multipart/form-data':
      return 'multipart';
    case '':
    case 'text/plain':
    case 'application/octet-stream':
      return 'unstated';
    default:
      return /^application\/[\w.-]+\+json$/.test(mediaType.trim()) ? 'json' : undefined;
  }
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

function parseForm(text: string, format: 'urlencoded' | 'unstated'): Parsed {
  if (text.trim() === '') return unparseable('empty_body');
  if (format === 'unstated' && !/^[^\s=&]+=/.test(text)) return unparseable('unsupported_content_type');
  const fields = fieldsOfUrlencoded(text);
  return fields.ok ? oneLead(fields.value) : unparseable(fields.problem);
}

function oneLead(found: readonly FoundField[]): Parsed {
  const lead = collectFields(found);
  return lead.fields.length === 0 ? unparseable('empty_body') : success({ leads: [lead], rejected: [] });
}

function parseJsonLeads(text: string): Parsed {
  if (text.trim() === '') return unparseable('empty_body');
  const parsed = parseJson(text);
  if (parsed === undefined) return unparseable('invalid_json');
  const entries: readonly unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  if (entries.length > MOST_LEADS_IN_A_BODY) return unparseable('too_many_leads');
  const leads: LeadFields[] = [];
  const rejected: RejectedEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const lead = isJsonObject(entry) ? collectFields(fieldsOfJson(entry)) : undefined;
    if (lead === undefined) rejected.push({ index, detail: 'not_an_object' });
    else if (lead.fields.length === 0) rejected.push({ index, detail: 'empty' });
    else leads.push(lead);
  }
  if (leads.length > 0) return success({ leads, rejected });
  return unparseable(rejected.some(({ detail }) => detail === 'not_an_object') ? 'not_an_object' : 'empty_body');
}
