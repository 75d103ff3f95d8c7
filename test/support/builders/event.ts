import type { EventData, EventType, LeadEvent } from '../../../shared/domain/lead/events.ts';
import { LeadEventSchema } from '../../../shared/domain/lead/events.ts';
import { MONDAY } from './moment.ts';
import { uniqueId } from './unique-id.ts';

/** Sample data for each event type. */
export const SAMPLE_DATA: { readonly [Type in EventType]: EventData<Type> } = {
  LeadReceived: { source: 'demo-form', touch: 'demo_request', test: false },
  TouchpointAdded: { source: 'demo-form', touch: 'pricing_page' },
  RoutingRetried: { attempt: 1, because: 'late' },
  LeadRouted: { plan: 1, rule: 'demo', layer: 'territory', team: 'sdr', priority: 'normal' },
  LeadScreened: { plan: 1, rule: 'jobs', reason: 'not_a_buyer' },
  LeadNurtured: { track: 'newsletter', because: 'cold' },
  LeadReconsidered: { queue: 'catch-all', because: 'touch' },
  LeadRecycled: { because: 'date_came', cycle: 1 },
  AccountDecided: { because: 'confirmed', account: 'acme' },
  LeadHeld: { team: 'sdr', because: 'all_full' },
  SurgeBegan: { team: 'sdr', waiting: 20, fullPercent: 100 },
  SurgeEnded: { team: 'sdr', waiting: 3, fullPercent: 55 },
  LeadFellBack: { from: 'sdr', team: 'ae', because: 'nobody_fits' },
  LeadSentToQueue: { queue: 'catch-all', because: 'nobody_fits' },
  ReviewDue: { queue: 'catch-all' },
  LeadAssigned: { rep: 'kim', team: 'sdr', epoch: 1, placedBy: 'system', because: 'turn' },
  RepNotified: { rep: 'kim', epoch: 1 },
  AttemptDue: { rep: 'kim', epoch: 1, attempt: 2 },
  RepNotReached: { rep: 'kim', epoch: 1 },
  SlaWarned: { rep: 'kim', epoch: 1 },
  SlaBreached: { rep: 'kim', epoch: 1 },
  LeadEscalated: { rep: 'kim', epoch: 1, to: 'mia', because: 'ladder' },
  ReassignmentSought: { rep: 'kim', epoch: 1, team: 'sdr' },
  DeadlineMoved: { rep: 'kim', epoch: 1, revision: 2, because: 'leave' },
  FirstResponseMade: { rep: 'kim', epoch: 1, how: 'email_sent' },
  LeadWorked: { rep: 'kim', epoch: 1, how: 'meeting' },
  ContactNoted: { rep: 'kim', how: 'call' },
  LeadQualified: { rep: 'kim', epoch: 1 },
  LeadHandedOff: { rep: 'kim', epoch: 1, team: 'ae' },
  HandoffAccepted: { rep: 'lou', epoch: 2 },
  CreditReviewed: { rep: 'kim', team: 'sdr', credit: 'given', reason: 'territory' },
  HandoffReturned: { rep: 'lou', epoch: 2, team: 'sdr', to: 'kim', because: 'declined' },
  IncumbentOwnerReported: { rep: 'kim' },
  DealMoved: { deal: 'hubspot-deal:501', stage: 'contractsent', rep: 'kim', via: 'hubspot', weight: 2 },
  LeadWentQuiet: { rep: 'kim', epoch: 1, step: 'nudge' },
  LeadDeclined: { rep: 'kim', epoch: 1, team: 'sdr', reason: 'cannot_take' },
  LeadMisrouted: { rep: 'kim', epoch: 1, reason: 'territory' },
  LeadReleased: { rep: 'kim', epoch: 1, team: 'sdr', because: 'left' },
  LeadClosed: { outcome: 'converted' },
  LeadForgotten: { erasure: 'era_1', because: 'request', ended: true },
  ContactForbidden: { entry: 'dnc_1', because: 'request' },
};

/** Builds an event of a type and parses it with the schema. */
export function anEvent<Type extends EventType>(
  type: Type,
  overrides: Partial<Pick<LeadEvent, 'id' | 'lead' | 'seq' | 'at' | 'actor'>> & {
    data?: Partial<EventData<Type>>;
  } = {},
): LeadEvent {
  return LeadEventSchema.parse({
    id: uniqueId('evt'),
    lead: 'lead_0',
    seq: 1,
    at: MONDAY,
    actor: { kind: 'system' },
    ...overrides,
    type,
    data: { ...SAMPLE_DATA[type], ...overrides.data },
  });
}
