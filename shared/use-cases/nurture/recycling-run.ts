import type { Instant } from '../../domain/instant.ts';
import { type RecycleDeps, type RecycledPage, recyclePage } from './recycle-page.ts';

/** How far a run of recycling has come: what its state machine hands from page to page. Ids and counts only. */
export interface RecyclingRun {
  /** Pages taken so far. */
  readonly page: number;
  /** Nothing is left to take, or the run has had as many pages as it may. */
  readonly done: boolean;
  readonly cursor?: string;
}

/** Leads of one page: few enough that a task has time for a transaction each. */
const PAGE = 25;
/** Pages of one run, so that it is over when the next one begins; what is left comes then. */
const MOST_PAGES = 200;

/** Takes the next page of a run and says how far it has come by that. */
export async function takeRecyclingPage(
  run: Pick<RecyclingRun, 'page' | 'cursor'>,
  now: Instant,
  deps: RecycleDeps,
): Promise<RecyclingRun & { readonly took: RecycledPage }> {
  const took = await recyclePage({ limit: PAGE, cursor: run.cursor }, now, deps);
  const page = run.page + 1;
  return { page, done: took.cursor === undefined || page >= MOST_PAGES, cursor: took.cursor, took };
}
