import { createTaskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { routeLead } from '../../shared/use-cases/routing/route-lead.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { RouteLeadInput } from './route-lead-input.ts';

const runtime = startRuntime('route-lead');
const deps = createCachedStores();

/**
 * Routes a lead by the active plan and saves score, route and queue in one write. Trigger: the last task of the Routing
 * state machine. Duplicates: a lead that has been routed meanwhile is left alone. Late: a score that no longer holds is
 * decided again; a lead that cannot be routed yet stays received, and its due date brings it back.
 */
export const handler = createTaskHandler(
  runtime,
  RouteLeadInput,
  async ({ leadId, decidedScore }, { now, log, meter }) => {
    const routed = await routeLead({ lead: leadId, decidedScore }, now, deps);
    if (routed.outcome === 'refused' && routed.because === 'no_plan') meter.add('NoActivePlan');
    log.debug('lead_routed', { leadId, outcome: routed.outcome });
    return { leadId, outcome: routed.outcome };
  },
);
