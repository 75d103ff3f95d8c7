import { readSourceBody } from '../../shared/adapters/intake/read-body.ts';
import { normaliseEmail } from '../../shared/domain/enrichment/email.ts';
import { fieldMeaningOf } from '../../shared/domain/intake/field-names.ts';
import type { Submission } from '../../shared/domain/intake/submission.ts';
import { ownValue } from '../../shared/domain/own-value.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { findingsOf } from '../../shared/domain/sources/findings.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import type { ListFile, ListRow } from './list-file.ts';

/** The preview of a list, by columns and lines; it contains no personal data. */
export interface ListPreview {
  readonly rows: number;
  /** Each column and its meaning; a column without `means` is stored for the rep to read. */
  readonly columns: readonly { readonly column: string; readonly means?: string }[];
  /** Values that neither the plan nor Baton knows, with the number of rows that have them. */
  readonly unknown: readonly { readonly field: string; readonly value?: string; readonly rows: number }[];
  /** Lines that repeat a person; only the first is imported. */
  readonly duplicates: readonly number[];
  /** Lines with neither an e-mail address nor a phone number. */
  readonly withoutContact: readonly number[];
  /** Lines that are no rows of the list, or cannot be read as one, as in {@link ListFile}. */
  readonly footer: readonly number[];
  readonly tooLong: readonly number[];
  readonly damaged: readonly number[];
  /** The rows to import. */
  readonly toImport: readonly ListRow[];
}

/** Parses every row as the hook would, and filters out rows not worth posting. */
export async function previewList(
  list: ListFile,
  source: Pick<Source, 'id' | 'touch' | 'kind' | 'fields' | 'values'>,
  plan: Plan | undefined,
): Promise<ListPreview> {
  const seen = new Set<string>();
  const unmapped = new Set<string>();
  const unknown = new Map<string, { readonly field: string; readonly value?: string; rows: number }>();
  const [duplicates, withoutContact, wanted]: [number[], number[], ListRow[]] = [[], [], []];
  for (const row of list.rows) {
    const submission = await interpretRow(row, source);
    for (const { kind, name, about: value } of submission ? findingsOf(submission, plan) : []) {
      if (kind === 'unmapped') unmapped.add(name);
      if (kind !== 'unknown') continue;
      const key = JSON.stringify([name, value]);
      const found = unknown.get(key) ?? { field: name, value, rows: 0 };
      unknown.set(key, { ...found, rows: found.rows + 1 });
    }
    const who = submission && personKeyOf(submission);
    if (who === undefined) withoutContact.push(row.line);
    else if (seen.has(who)) duplicates.push(row.line);
    else wanted.push(row);
    if (who !== undefined) seen.add(who);
  }
  const columns = list.columns.map((column) => ({
    column,
    ...(unmapped.has(column) ? {} : describeColumn(column, source, plan)),
  }));
  const byCount = [...unknown.values()].sort((a, b) => b.rows - a.rows);
  const { footer, tooLong, damaged } = list;
  return {
    rows: list.rows.length + tooLong.length + damaged.length,
    columns,
    unknown: byCount,
    duplicates,
    withoutContact,
    footer,
    tooLong,
    damaged,
    toImport: wanted,
  };
}

async function interpretRow(row: ListRow, source: Parameters<typeof previewList>[1]): Promise<Submission | undefined> {
  const body = new TextEncoder().encode(JSON.stringify(row.fields));
  const read = await readSourceBody({ body, contentType: 'application/json' }, source);
  return read.ok ? read.value.submissions[0] : undefined;
}

/**
 * Returns a key for the person: the normalized e-mail address, or else the phone digits and the name, since people
 * share switchboards.
 */
function personKeyOf({ person }: Submission): string | undefined {
  const email = person.email === undefined ? undefined : normaliseEmail(person.email)?.address;
  if (email !== undefined) return email;
  const digits = person.phone?.replace(/\D/g, '') ?? '';
  return digits === ''
    ? undefined
    : `${digits} ${person.name ?? ''} ${person.firstName ?? ''} ${person.lastName ?? ''}`;
}

/** Says what a column means; nothing for a column that neither the source, nor Baton, nor the plan knows. */
function describeColumn(
  column: string,
  { fields = {} }: Pick<Source, 'fields'>,
  plan: Plan | undefined,
): { readonly means?: string } {
  const meaning = fieldMeaningOf(column);
  const known = meaning && 'slot' in meaning ? meaning.slot : meaning?.kind;
  const means = ownValue(fields, column) ?? known ?? (ownValue(plan?.fields, column) && column);
  return means === undefined ? {} : { means };
}
