import { ANSWER_KINDS } from '../../../shared/domain/answers/answer-link.ts';
import type { Notification } from '../../../shared/ports/notifier.ts';
import { anEvent } from './event.ts';
import { aLead } from './lead.ts';
import { MONDAY } from './moment.ts';
import { aPerson } from './person.ts';

/** Builds the notification of a new lead to its owner, with everything a notification may have. */
export function aNotification(overrides: Partial<Notification> = {}): Notification {
  return {
    id: 'n1',
    occasion: 'assigned',
    to: 'kim',
    lead: aLead('assigned', {
      score: {
        total: 45,
        fit: 0,
        behaviour: 45,
        band: 'hot',
        reasons: [{ part: 'behaviour', fields: ['touch'], points: 45 }],
      },
      routing: {
        plan: 1,
        at: MONDAY,
        target: 0,
        route: { rule: 'demo', layer: 'territory', passedOver: [], outcome: 'close', reason: 'test' },
      },
    }),
    person: aPerson(),
    history: [anEvent('LeadReceived')],
    dueAt: MONDAY,
    contacts: { most: 8, withinSeconds: 7_776_000, left: 7 },
    links: Object.fromEntries(ANSWER_KINDS.map((answer) => [answer, `https://api.example/answers/${answer}`])),
    ...overrides,
  };
}
