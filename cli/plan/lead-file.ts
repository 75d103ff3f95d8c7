import * as z from 'zod';
import { readTextFile } from '../csv/decode-text.ts';
import { parseList } from '../leads/list-file.ts';

/** A lead of a file. */
export interface FiledLead {
  /** Its id or its line; never a name or an address. */
  readonly lead: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const Fields = z.record(z.string(), z.unknown());
/** Leads of examples/leads.json: what is sent, in `body`; one, or several at once. */
const SentLeads = z.object({ id: z.string(), body: z.union([Fields, z.array(Fields)]) });

/**
 * Reads leads from a file: CSV as `baton leads import` takes it, a JSON list, or one JSON object a line. Objects are
 * what a form posts, or have a `body` with that.
 * @throws with the line or the item that cannot be read
 */
export async function readLeadFile(file: string): Promise<readonly FiledLead[]> {
  const { text } = await readTextFile(file);
  const leads = /^\s*[[{]/.test(text) ? parseJsonLeads(text, file) : parseList(text).rows.map(rowToLead);
  if (leads.length === 0)
    throw new Error(`${file} has no leads. Expected CSV with a heading, a JSON list or JSON lines.`);
  return leads.flatMap(toSentLeads);
}

function toSentLeads({ lead, value }: FiledLead): readonly FiledLead[] {
  const sent = SentLeads.safeParse(value);
  if (!sent.success) return [{ lead, value }];
  const { body } = sent.data;
  return Array.isArray(body)
    ? body.map((one, at) => ({ lead: `${lead} ${at + 1}`, value: one }))
    : [{ lead, value: body }];
}

function rowToLead({
  line,
  fields,
}: {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}): FiledLead {
  return { lead: `line ${line}`, value: fields };
}

function parseJsonLeads(text: string, file: string): readonly FiledLead[] {
  const isList = text.trimStart().startsWith('[');
  const values = isList
    ? parseJson(text, file)
    : text.split('\n').map((line, at) => line.trim() && parseJson(line, `${file}:${at + 1}`));
  const checked = z.array(z.unknown()).parse(values);
  return checked.flatMap((value, at) => {
    if (value === '') return [];
    const place = isList ? `lead ${at + 1}` : `line ${at + 1}`;
    const item = Fields.safeParse(value);
    if (!item.success) throw new Error(`${file}, ${place}: expected an object with the fields of a lead`);
    return [{ lead: typeof item.data.id === 'string' ? item.data.id : place, value: item.data }];
  });
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${place} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
