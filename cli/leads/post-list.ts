import { createHash } from 'node:crypto';
import pRetry, { AbortError } from 'p-retry';
import * as z from 'zod';
import type { Source } from '../../shared/ports/source-store.ts';
import type { ListRow } from './list-file.ts';

/** Leads per request body. With 500, the most a body may have, the hook could time out. */
export const MAX_CHUNK_ROWS = 100;

/** The hook's response to one body. */
export interface HookResponse {
  readonly status: number;
  readonly body: unknown;
}

/** Posts one body; `id` is the same on every attempt. */
export type PostChunk = (body: string, id: string) => Promise<HookResponse>;

/** The progress of an import in rows, stored between runs so that an interrupted import can resume. */
export interface ImportProgress {
  read(): Promise<number>;
  write(rows: number): Promise<void>;
}

/** The result of an import. */
export interface PostResult {
  readonly posted: number;
  /** Rows that an earlier run posted. */
  readonly postedEarlier: number;
  /** Leads that were created or updated. */
  readonly leads: number;
}

const HookResponseBody = z.object({ leads: z.array(z.unknown()).default([]), problem: z.string().optional() });

/**
 * Posts the rows in order, in chunks. Each row has an id of its own (the list's name and a hash of its content), by
 * which Baton deduplicates it. Idempotent.
 * @throws when the hook refuses a body or keeps failing; the next run resumes where this one stopped
 */
export async function postList(
  rows: readonly ListRow[],
  options: {
    readonly list: string;
    readonly post: PostChunk;
    readonly progress: ImportProgress;
    readonly say: (done: number, of: number) => void;
    /** First wait before a retry, in milliseconds. */
    readonly firstWaitMilliseconds?: number;
  },
): Promise<PostResult> {
  const { list, post, progress, say, firstWaitMilliseconds = 1000 } = options;
  const before = Math.min(await progress.read(), rows.length);
  let leads = 0;
  for (let start = before; start < rows.length; start += MAX_CHUNK_ROWS) {
    const chunk = rows
      .slice(start, start + MAX_CHUNK_ROWS)
      .map((row) => ({ submission_id: rowIdOf(list, row), ...row.fields }));
    const body = JSON.stringify(chunk);
    const id = `${list}-${hashOf(body)}`;
    leads += await pRetry(() => postOnce(body, id, post), { retries: 4, minTimeout: firstWaitMilliseconds });
    await progress.write(start + chunk.length);
    say(start + chunk.length, rows.length);
  }
  return { posted: rows.length - before, postedEarlier: before, leads };
}

/** Returns the id of a row: the same row of the same list has the same id, whatever the order of its columns. */
export function rowIdOf(list: string, { fields }: Pick<ListRow, 'fields'>): string {
  return `${list}:${hashOf(JSON.stringify(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))))}`;
}

/**
 * Names the progress of importing these rows into this source. Different rows are a different import, such as when a
 * corrected source accepts more of a file. So is the same file with a source that was recreated.
 */
export function progressNameOf(list: string, rows: readonly ListRow[], source: Pick<Source, 'id' | 'key'>): string {
  return `${source.id}-${hashOf([source.key, ...rows.map((row) => rowIdOf(list, row))].join('\n'))}`;
}

async function postOnce(body: string, id: string, post: PostChunk): Promise<number> {
  const receipt = await post(body, id);
  if (receipt.status >= 500 || receipt.status === 429) throw new Error(`The hook answered ${receipt.status}.`);
  const said = HookResponseBody.safeParse(receipt.body);
  const problem = said.success ? said.data.problem : undefined;
  if (receipt.status !== 202 || problem !== undefined)
    throw new AbortError(`The hook answered ${receipt.status}${problem ? `: ${problem}` : ''}.`);
  return said.success ? said.data.leads.length : 0;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
