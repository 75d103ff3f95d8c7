import * as z from 'zod';
import { createTaskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { scoreLead } from '../../shared/use-cases/routing/score-lead.ts';
import { createStores } from '../wiring/stores.ts';

const runtime = startRuntime('score-lead');
const deps = createStores();

/**
 * Scores a lead for who it is and what it did. Trigger: the second task of the Routing state machine. Duplicate and
 * late runs decide nothing: the score is passed on as numbers, and the last task scores again from the stored lead.
 */
export const handler = createTaskHandler(
  runtime,
  z.object({ leadId: z.string() }),
  async ({ leadId }, { now, log }) => {
    const scored = await scoreLead(leadId, now, deps);
    const summary = scored.outcome === 'scored' ? { score: scored.score.total, band: scored.score.band } : {};
    log.info('lead_scored', { leadId, outcome: scored.outcome });
    return { leadId, ...summary };
  },
);
