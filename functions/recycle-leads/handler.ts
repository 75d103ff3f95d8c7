import * as z from 'zod';
import { taskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { takeRecyclingPage } from '../../shared/use-cases/nurture/recycling-run.ts';
import { realStores } from '../wiring/stores.ts';

const runtime = startRuntime('recycle-leads');
const deps = realStores();
/** The first task of a run has no input; each next one gets the output of the one before. */
const Run = z.object({ page: z.int().nonnegative().default(0), cursor: z.string().optional() });

/**
 * Recycles one page of the leads in nurture that are due and returns the cursor of the next page. Trigger: the only
 * task of the Recycling state machine. Duplicates and concurrent runs do no harm: each lead is read again and its write
 * is conditional. Late: leads that are still due are recycled.
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
