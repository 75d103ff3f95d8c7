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
  run: Pick<RetentionRun, 'task' | 'page' | 'cursor'>,
  when: { readonly now: Instant; readonly bodyRetentionDays: number },
  deps: PrivacyDeps,
): Promise<RetentionRun & { readonly did: RetentionPage }> {
  const { cursor, ...did } = await doTask(run.task, { ...when, cursor: run.cursor }, deps);
  const took = { task: run.task, ...did };
  const page = run.page + 1;
  if (cursor !== undefined && page < MAX_PAGES) return { task: run.task, page, done: false, cursor, did: took };
  const next = RETENTION_TASKS[RETENTION_TASKS.indexOf(run.task) + 1];
  return { task: next ?? run.task, page: 0, done: next === undefined, did: took };
}

async function doTask(
  task: RetentionTask,
  at: { readonly now: Instant; readonly bodyRetentionDays: number; readonly cursor?: string },
  deps: PrivacyDeps,
): Promise<{ readonly count: number; readonly failed: number; readonly cursor?: string }> {
  switch (task) {
    case 'erasures': {
      const { applied, ...rest } = await replayErasures(
        { only: 'unfinished', limit: RECORDS_PER_PAGE, cursor: at.cursor, now: at.now },
        deps,
      );
      return { count: applied, ...rest };
    }
    case 'leads':
      return eraseOldLeads(at, deps);
    case 'bodies':
      return expireBodies(at, deps);
  }
}
