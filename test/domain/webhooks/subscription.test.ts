import { describe, expect, it } from 'vitest';
import {
  isSubscribedTo,
  recordAttempt,
  type WebhookSubscription,
} from '../../../shared/domain/webhooks/subscription.ts';
import { anEvent } from '../../support/builders/event.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aWebhook } from '../../support/builders/webhook.ts';

describe('a subscription', () => {
  const event = anEvent('TouchpointAdded', { at: minutesAfterMonday(5) });
  it.each<[string, Partial<WebhookSubscription>, boolean]>([
    ['wants all events', {}, true],
    ['wants the events it names', { events: ['TouchpointAdded'] }, true],
    ['wants no others', { events: ['LeadClosed'] }, false],
    ['wants nothing while it is paused', { paused: true }, false],
    ['wants what happens at the moment it is created', { since: minutesAfterMonday(5) }, true],
    ['wants nothing from before it existed', { since: minutesAfterMonday(6) }, false],
  ])('%s', (_, overrides, wanted) => {
    expect(isSubscribedTo(aWebhook(overrides), event)).toBe(wanted);
  });

  it('counts as failing from the twentieth consecutive failure, and recovers with the first success', () => {
    let webhook = aWebhook();
    for (let at = 1; at <= 19; at += 1) webhook = recordAttempt(webhook, { taken: false, now: minutesAfterMonday(at) });
    expect(webhook).toEqual(aWebhook({ failures: 19 }));
    for (let at = 20; at <= 25; at += 1)
      webhook = recordAttempt(webhook, { taken: false, now: minutesAfterMonday(at) });
    expect(webhook).toEqual(aWebhook({ failures: 25, failingSince: minutesAfterMonday(20) }));
    expect(recordAttempt(webhook, { taken: true, now: MONDAY })).toEqual(aWebhook());
  });

  it('is the same object when nothing changed, so that nothing needs to be saved', () => {
    const webhook = aWebhook();
    expect(recordAttempt(webhook, { taken: true, now: MONDAY })).toBe(webhook);
  });
});
