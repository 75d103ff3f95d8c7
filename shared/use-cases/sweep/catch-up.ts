import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Deps } from '../deps.ts';
import { takeDueStep } from '../follow-up/take-due-step.ts';
import { redriveDelivery } from '../intake/receive-delivery.ts';
import { notifyOfEvents } from '../notifications/notify-rep.ts';
import { applyRepChange } from '../reps/change-rep.ts';
import { redriveRouting } from '../routing/redrive-routing.ts';

/** What the sweep does about each thing that is overdue: a part of its own, because most runs find nothing. */
export const CATCH_UP = { delivery: redriveDelivery, repChange: applyRepChange, lead: catchUpLead } as const;

/**
 * Takes the lead's due steps and sends the notifications, since the function that normally sends them did not run
 * either.
 */
async function catchUpLead(id: LeadId, now: Instant, deps: Deps): Promise<void> {
  const { lead, events } = await takeDueStep(id, now, deps);
  if (!lead) return;
  const after = lead.stage.state === 'received' ? await retryRouting(lead, now, deps) : lead;
  const routed = after.version > lead.version ? [after.lastEvent] : [];
  await notifyOfEvents({ lead: after }, [...events, ...routed], now, deps);
}

async function retryRouting(lead: Lead, now: Instant, deps: Deps): Promise<Lead> {
  const result = await redriveRouting(lead, now, deps);
  return result.outcome === 'done' ? result.lead : ((await deps.leads.load(lead.id)) ?? lead);
}
