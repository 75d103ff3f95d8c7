import * as z from 'zod';
import { taskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { routeLead } from '../../shared/use-cases/routing/route-lead.ts';
import { realStores } from '../wiring/stores.ts';

const runtime = startRuntime('route-lead');
const deps = realStores();

/**
 * Last step of Routing: decides by the active plan and saves score, route and place in one write. A lead that has been routed
 * meanwhile is left alone; one that cannot be routed yet stays received, and its date brings it back.
 */
export const handler = taskHandler(
  runtime,
  z.looseObject({ leadId: z.string() }),
  async ({ leadId }, { now, log, meter }) => {
    const routed = await routeLead(leadId, now, deps);
    if (routed.outcome === 'refused' && routed.because === 'no_plan') meter.add('NoActivePlan');
    log.info('lead_routed', { leadId, outcome: routed.outcome });
    return { leadId, outcome: routed.outcome };
  },
);
