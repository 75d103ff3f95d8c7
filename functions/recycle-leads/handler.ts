import * as z from '../../shared/domain/lazy-zod.ts';
import { createTaskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { runRecyclingPage } from '../../shared/use-cases/nurture/recycling-run.ts';
import { createCachedStores } from '../wiring/stores.ts';

const runtime = startRuntime('recycle-leads');
const deps = createCachedStores();
/** The first task of a run has no input; each next one gets the output of the one before. */
const RunState = z.object({ page: z.int().nonnegative().default(0), cursor: z.string().optional() });

/**
 * Recycles one page of the leads in nurture that are due and returns the cursor of the next page. Trigger: the only
 * task of the Recycling state machine. Duplicates and concurrent runs do no harm: each lead is read again and its write
 * is conditional. Late: leads that are still due are recycled.
 */
export const handler = createTaskHandler(runtime, RunState, async (run, { now, log }) => {
  const { took, ...next } = await runRecyclingPage(run, now, deps);
  for (const { id, error } of took.failed) log.error('recycle_failed', { leadId: id, errorName: error });
  const count = took.returned + took.nurtured + took.ended;
  const failed = took.failed.length;
  // Most runs find nothing due.
  if (count + failed > 0)
    log.info('page_recycled', { count, skipped: took.skipped, failed, outcome: next.done ? 'over' : 'goes_on' });
  return next;
});
