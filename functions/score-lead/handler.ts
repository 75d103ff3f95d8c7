import * as z from '../../shared/domain/lazy-zod.ts';
import { createTaskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { scoreLead } from '../../shared/use-cases/routing/score-lead.ts';
import { createCachedStores } from '../wiring/stores.ts';

const runtime = startRuntime('score-lead');
const deps = createCachedStores();

/**
 * Scores a lead for who it is and what it did. Trigger: the second task of the Routing state machine. Duplicate and
 * late runs do no harm: the score is passed on with what it was decided on, and the last task uses it only while that
 * holds.
 */
export const handler = createTaskHandler(
  runtime,
  z.object({ leadId: z.string() }),
  async ({ leadId }, { now, log }) => {
    const scored = await scoreLead(leadId, now, deps);
    log.debug('lead_scored', { leadId, outcome: scored.outcome });
    return { leadId, decidedScore: scored.outcome === 'scored' ? scored.decided : undefined };
  },
);
