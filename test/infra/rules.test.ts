import { describe, expect, it } from 'vitest';
import { EVENT_SUBSCRIPTIONS } from '../../shared/use-cases/subscriptions.ts';
import { findValues, logicalIdOf, synthesise } from './synthesised.ts';

const { resources } = synthesise('prod');
const rules = Object.values(resources('AWS::Events::Rule')).map(({ Properties }) => Properties);

/** The target of each rule, by the beginning of its logical id. */
const TARGETS: Readonly<Record<keyof typeof EVENT_SUBSCRIPTIONS, string>> = {
  routing: 'RoutingMachine',
  ringDoorbell: 'TeamQueueRingDoorbell',
  startFollowUp: 'FollowUpStartFollowUp',
  notifyRep: 'NotificationsNotifyRep',
};

describe('rules of the event bus', () => {
  it.each(Object.entries(EVENT_SUBSCRIPTIONS))('pass on exactly the events of %s', (name, events) => {
    const target = TARGETS[name as keyof typeof EVENT_SUBSCRIPTIONS];
    const found = rules.filter(({ Targets }) =>
      findValues('Arn', Targets).some((arn) => logicalIdOf(arn)?.startsWith(target)),
    );
    expect(found.map(({ EventPattern }) => EventPattern)).toEqual([{ source: ['baton'], 'detail-type': [...events] }]);
  });

  it('pass all events to the queue of outgoing webhooks', () => {
    const found = rules.filter(({ Targets }) =>
      findValues('Arn', Targets).some((arn) => logicalIdOf(arn)?.startsWith('OutgoingWebhooksEvents')),
    );
    expect(found.map(({ EventPattern }) => EventPattern)).toEqual([{ source: ['baton'] }]);
  });

  it('are the only ones', () => {
    expect(rules).toHaveLength(Object.keys(EVENT_SUBSCRIPTIONS).length + 1);
  });
});
