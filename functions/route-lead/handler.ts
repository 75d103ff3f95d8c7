import * as z from 'zod';
import { createTaskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { routeLead } from '../../shared/use-cases/routing/route-lead.ts';
import { createStores } from '../wiring/stores.ts';

const runtime = startRuntime('route-lead');
const deps = createStores();

/**
 * Routes a lead by the active plan and saves score, route and queue in one write. Trigger: the last task of the Routing
 * state machine. Duplicates: a lead that has been routed meanwhile is left alone. Late: a lead that cannot be routed
 * yet stays received, and its due date brings it back.
 */
export const handler = createTaskHandler(
  runtime,
  z.looseObject({ leadId: z.string() }),
  async ({ leadId }, { now, log, meter }) => {
    const routed = await routeLead(leadId, now, deps);
    if (routed.outcome === 'refused' && routed.because === 'no_plan') meter.add('NoActivePlan');
    log.info('lead_routed', { leadId, outcome: routed.outcome });
    return { leadId, outcome: routed.outcome };
  },
);
