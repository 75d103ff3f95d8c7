import { type Instant, secondsBetween } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import type { Meter } from '../../shared/runtime/telemetry/metrics.ts';

/** Counts how long the person waited, from sending the form, when this very answer was the first touch. */
export function meterSpeedToLead(meter: Meter, lead: Lead, now: Instant): void {
  if (lead.stage.state !== 'working' || lead.stage.firstTouchAt !== now) return;
  meter.add('SpeedToLead', Math.max(0, secondsBetween(lead.submittedAt ?? lead.receivedAt, now)));
}
