import type { Instant } from '../../domain/instant.ts';
import { eraseOldLeads } from './erase-old-leads.ts';
import { expireBodies } from './expire-bodies.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { replayErasures } from './replay-erasures.ts';

/** Records of erasures looked at per page: few enough to continue them all, should none be finished. */
const RECORDS_PER_PAGE = 10;

/** What a daily run does, in this order: what people asked for comes first. */
export const RETENTION_TASKS = ['erasures', 'leads', 'bodies'] as const;
export type RetentionTask = (typeof RETENTION_TASKS)[number];

/** Progress of a run, passed by its state machine from page to page. Codes and counts only. */
export interface RetentionRun {
  readonly task: RetentionTask;
  /** Pages of the task done so far. */
  readonly page: number;
  /** The last task is over. */
  readonly done: boolean;
  /** Where the task continues; absent at its beginning. */
  readonly cursor?: string;
  /** The same records once more: the search of some was left in the middle. */
  readonly again?: true;
}

/** What one page did. */
export interface RetentionPage {
  readonly task: RetentionTask;
  readonly count: number;
  readonly failed: number;
}

/** The most pages of a task, so that a run ends before the next one begins, which goes on with what is left. */
const MAX_PAGES = 1000;

/** Does the next page of a run and returns the progress. One that cannot be erased stays for the next run. */
export async function runRetentionPage(
  run: Pick<RetentionRun, 'task' | 'page' | 'cursor' | 'again'>,
  when: When,
  deps: PrivacyDeps,
): Promise<RetentionRun & { readonly did: RetentionPage }> {
  const { next, ...counts } = await doTask(run, when, deps);
  const did = { task: run.task, ...counts };
  const page = run.page + 1;
  if (next && page < MAX_PAGES) return { task: run.task, page, done: false, ...next, did };
  const task = RETENTION_TASKS[RETENTION_TASKS.indexOf(run.task) + 1];
  return { task: task ?? run.task, page: 0, done: task === undefined, did };
}

interface When {
  readonly now: Instant;
  /** How long the environment keeps bodies at most. */
  readonly bodyRetentionDays: number;
}

/** `next`: where the task goes on; absent at its end. */
type TaskPage = Omit<RetentionPage, 'task'> & { readonly next?: Pick<RetentionRun, 'cursor' | 'again'> };

async function doTask(
  { task, cursor, again }: Pick<RetentionRun, 'task' | 'cursor' | 'again'>,
  when: When,
  deps: PrivacyDeps,
): Promise<TaskPage> {
  switch (task) {
    case 'erasures':
      return continueErasures({ cursor, again }, when.now, deps);
    case 'leads':
      return toTaskPage(await eraseOldLeads({ now: when.now, cursor }, deps));
    case 'bodies':
      return toTaskPage(await expireBodies({ ...when, cursor }, deps));
  }
}

/** A search through many bodies takes several calls, so its records are taken again until all have come to the end. */
async function continueErasures(
  { cursor, again }: Pick<RetentionRun, 'cursor' | 'again'>,
  now: Instant,
  deps: PrivacyDeps,
): Promise<TaskPage> {
  const only = again ? 'in_search' : 'unfinished';
  const replayed = await replayErasures({ only, limit: RECORDS_PER_PAGE, cursor, now }, deps);
  const { applied: count, failed, inSearch = 0 } = replayed;
  if (inSearch > 0) return { count, failed, next: { ...(cursor !== undefined && { cursor }), again: true } };
  return toTaskPage({ count, failed, cursor: replayed.cursor });
}

function toTaskPage({ cursor, ...counts }: Omit<RetentionPage, 'task'> & { readonly cursor?: string }): TaskPage {
  return { ...counts, ...(cursor !== undefined && { next: { cursor } }) };
}
