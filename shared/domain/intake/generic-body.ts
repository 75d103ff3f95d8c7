import { success } from '../result.ts';
import { decodeBody } from './body-text.ts';
import { joinFieldGroups } from './field-groups.ts';
import { questionMeaningOf } from './field-names.ts';
import { parseMultipart, parseUrlencoded } from './form-body.ts';
import { flattenJson, isJsonObject, parseJson } from './json-body.ts';
import { collectFields, type FieldOrProblem, type LeadFields } from './lead-fields.ts';
import { failUnparseable, type ParseBodyResult, type RawBody, type RejectedEntry } from './parsed-body.ts';

/** Maximum number of leads in one body. */
export const MAX_LEADS_PER_BODY = 500;

type BodyFormat = 'json' | 'urlencoded' | 'multipart' | 'unstated';

/**
 * Reads the body of a sender without a vendor-specific format: JSON (an object is one lead, an array of objects is
 * many), urlencoded form or multipart form. Plain text, a missing content type and JSON labelled as a form (sent by
 * `curl -d` and browser beacons) are read by what they look like. Never throws, whatever the bytes.
 */
export async function parseGenericBody({ bytes, contentType = '' }: RawBody): Promise<ParseBodyResult> {
  if (bytes.length === 0) return failUnparseable('empty_body');
  const format = formatOf(contentType);
  if (format === undefined) return failUnparseable('unsupported_content_type');
  if (format === 'multipart') {
    const fields = await parseMultipart(bytes, contentType);
    return fields.ok ? parseOneLead(fields.value) : failUnparseable(fields.problem);
  }
  const text = decodeBody({ bytes, contentType });
  if (!text.ok) return failUnparseable(text.problem);
  return format === 'json' || looksLikeJson(text.value) ? parseJsonLeads(text.value) : parseForm(text.value, format);
}

function formatOf(contentType: string): BodyFormat | undefined {
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

function parseForm(text: string, format: 'urlencoded' | 'unstated'): ParseBodyResult {
  if (text.trim() === '') return failUnparseable('empty_body');
  if (format === 'unstated' && !/^[^\s=&]+=/.test(text)) return failUnparseable('unsupported_content_type');
  const fields = parseUrlencoded(text);
  return fields.ok ? parseOneLead(fields.value) : failUnparseable(fields.problem);
}

function parseOneLead(found: readonly FieldOrProblem[]): ParseBodyResult {
  const lead = collectFields(joinFieldGroups(found));
  return lead.fields.length === 0 ? failUnparseable('empty_body') : success({ leads: [lead], rejected: [] });
}

/** Whether a body is the fields of one lead, `[{"label": "Email", "value": …}, …]`, and not a list of leads. */
function isListOfFields(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  const names = value.map((entry) => (isJsonObject(entry) && 'value' in entry ? fieldNameIn(entry) : undefined));
  return names.every((name) => name !== undefined) && names.some((name) => questionMeaningOf(name) !== undefined);
}

function fieldNameIn(entry: Readonly<Record<string, unknown>>): string | undefined {
  return [entry.name, entry.key, entry.label, entry.question, entry.title].find((name) => typeof name === 'string');
}

function parseJsonLeads(text: string): ParseBodyResult {
  if (text.trim() === '') return failUnparseable('empty_body');
  const parsed = parseJson(text);
  if (parsed === undefined) return failUnparseable('invalid_json');
  const entries = isListOfFields(parsed.value) ? [{ fields: parsed.value }] : [parsed.value].flat();
  if (entries.length > MAX_LEADS_PER_BODY) return failUnparseable('too_many_leads');
  const leads: LeadFields[] = [];
  const rejected: RejectedEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const lead = isJsonObject(entry) ? collectFields(joinFieldGroups(flattenJson(entry))) : undefined;
    if (lead === undefined) rejected.push({ index, detail: 'not_an_object' });
    else if (lead.fields.length === 0) rejected.push({ index, detail: 'empty' });
    else leads.push(lead);
  }
  if (leads.length > 0) return success({ leads, rejected });
  return failUnparseable(rejected.some(({ detail }) => detail === 'not_an_object') ? 'not_an_object' : 'empty_body');
}
