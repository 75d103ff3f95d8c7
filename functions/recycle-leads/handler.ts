import * as z from 'zod';
import { taskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { takeRecyclingPage } from '../../shared/use-cases/nurture/recycling-run.ts';
import { realStores } from '../wiring/stores.ts';

const runtime = startRuntime('recycle-leads');
const deps = realStores();
/** The first task of a run gets nothing, each next one what the one before said. */
const Run = z.object({ page: z.int().nonnegative().default(0), cursor: z.string().optional() });

/**
 * The one task of Recycling: takes back one page of the leads whose rest in nurture is over, and says where the next begins.
 * Twice is once and two runs at a time do no harm, since each lead is read again and its write is conditional.
 */
export const handler = taskHandler(runtime, Run, async (run, { now, log }) => {
  const { took, ...next } = await takeRecyclingPage(run, now, deps);
  for (const { id, error } of took.failed) log.error('recycle_failed', { leadId: id, errorName: error });
  log.info('page_recycled', {
    count: took.returned + took.rested + took.ended,
    skipped: took.left,
    failed: took.failed.length,
    outcome: next.done ? 'over' : 'goes_on',
  });
  return next;
});
