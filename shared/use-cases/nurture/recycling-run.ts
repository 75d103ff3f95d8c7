import type { Instant } from '../../domain/instant.ts';
import { type RecycleDeps, type RecyclePageResult, recyclePage } from './recycle-page.ts';

/** Progress of a recycling run, passed by its state machine from page to page. Ids and counts only. */
export interface RecyclingRun {
  /** Pages recycled so far. */
  readonly page: number;
  /** Nothing is left, or the run has reached its limit of pages. */
  readonly done: boolean;
  readonly cursor?: string;
}

/** Leads per page: few enough that a task has time for a transaction each. */
const PAGE_SIZE = 25;
/** The most pages per run, so that it ends before the next one begins, which recycles what is left. */
const MAX_PAGES = 200;

/** Recycles the next page of a run and returns the progress. */
export async function runRecyclingPage(
  run: Pick<RecyclingRun, 'page' | 'cursor'>,
  now: Instant,
  deps: RecycleDeps,
): Promise<RecyclingRun & { readonly took: RecyclePageResult }> {
  const took = await recyclePage({ limit: PAGE_SIZE, cursor: run.cursor }, now, deps);
  const page = run.page + 1;
  return { page, done: took.cursor === undefined || page >= MAX_PAGES, cursor: took.cursor, took };
}
