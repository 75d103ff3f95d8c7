import type { WebhookSubscription } from '../../shared/domain/webhooks/subscription.ts';
import type { DoctorFinding } from '../finding.ts';

const CHECK = 'Webhooks';

/** Judges whether subscribers to events take them. No finding where there are none. */
export function judgeOutgoingWebhooks(subscriptions: readonly WebhookSubscription[]): readonly DoctorFinding[] {
  if (subscriptions.length === 0) return [];
  const troubled = subscriptions.flatMap(({ id, paused, failingSince }): readonly DoctorFinding[] => {
    if (paused) {
      const todo = `If that is no longer wanted: baton webhook resume ${id}`;
      return [{ check: CHECK, state: 'warning', observed: `${id} is paused and receives nothing`, todo }];
    }
    if (failingSince === undefined) return [];
    const observed = `${id} has taken nothing since ${failingSince}`;
    return [{ check: CHECK, state: 'warning', observed, todo: 'docs/runbook.md#webhook-failing' }];
  });
  if (troubled.length > 0) return troubled;
  return [{ check: CHECK, state: 'ok', observed: `none of ${subscriptions.length} fails` }];
}
