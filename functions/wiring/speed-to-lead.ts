import { type Instant, secondsBetween } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import type { Meter } from '../../shared/runtime/telemetry/metrics.ts';

/** Records the speed to lead, from submission to first response in seconds, if this answer was the first response. */
export function meterSpeedToLead(meter: Meter, lead: Lead, now: Instant): void {
  if (lead.stage.state !== 'working' || lead.stage.firstResponseAt !== now) return;
  meter.add('SpeedToLead', Math.max(0, secondsBetween(lead.submittedAt ?? lead.receivedAt, now)));
}
