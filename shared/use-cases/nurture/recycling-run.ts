import type { Instant } from '../../domain/instant.ts';
import { type RecycleDeps, type RecycledPage, recyclePage } from './recycle-page.ts';

/** Progress of a recycling run, passed by its state machine from page to page. Ids and counts only. */
export interface RecyclingRun {
  /** Pages recycled so far. */
  readonly page: number;
  /** Nothing is left, or the run has reached its limit of pages. */
  readonly done: boolean;
  readonly cursor?: string;
}

/** Leads per page: few enough that a task has time for a transaction each. */
const PAGE = 25;
/** The most pages per run, so that it ends before the next one begins, which recycles what is left. */
const MOST_PAGES = 200;

/** Recycles the next page of a run and returns the progress. */
export async function takeRecyclingPage(
  run: Pick<RecyclingRun, 'page' | 'cursor'>,
  now: Instant,
  deps: RecycleDeps,
): Promise<RecyclingRun & { readonly took: RecycledPage }> {
  const took = await recyclePage({ limit: PAGE, cursor: run.cursor }, now, deps);
  const page = run.page + 1;
  return { page, done: took.cursor === undefined || page >= MOST_PAGES, cursor: took.cursor, took };
}
