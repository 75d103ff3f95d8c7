import * as z from 'zod';
import { taskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { scoreLead } from '../../shared/use-cases/routing/score-lead.ts';
import { realStores } from '../wiring/stores.ts';

const runtime = startRuntime('score-lead');
const deps = realStores();

/**
 * Second step of Routing: points for who the lead is and what it did. The score passes on as numbers; the last step scores
 * again from the stored lead, so a late or repeated run decides nothing.
 */
export const handler = taskHandler(runtime, z.object({ leadId: z.string() }), async ({ leadId }, { now, log }) => {
  const scored = await scoreLead(leadId, now, deps);
  const summary = scored.outcome === 'scored' ? { score: scored.score.total, band: scored.score.band } : {};
  log.info('lead_scored', { leadId, outcome: scored.outcome });
  return { leadId, ...summary };
});
