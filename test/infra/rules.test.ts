import { describe, expect, it } from 'vitest';
import { SUBSCRIPTIONS } from '../../shared/use-cases/subscriptions.ts';
import { synthesise, targetOf, valuesUnder } from './synthesised.ts';

const { resources } = synthesise('prod');
const rules = Object.values(resources('AWS::Events::Rule')).map(({ Properties }) => Properties);

/** The target of each rule, by the beginning of its logical id. */
const TARGETS: Readonly<Record<keyof typeof SUBSCRIPTIONS, string>> = {
  routing: 'RoutingMachine',
  ringDoorbell: 'TeamQueueRingDoorbell',
  startFollowUp: 'FollowUpStartFollowUp',
  notifyRep: 'NotificationsNotifyRep',
};

describe('rules of the event bus', () => {
  it.each(Object.entries(SUBSCRIPTIONS))('pass on exactly the events of %s', (name, events) => {
    const target = TARGETS[name as keyof typeof SUBSCRIPTIONS];
    const found = rules.filter(({ Targets }) =>
      valuesUnder('Arn', Targets).some((arn) => targetOf(arn)?.startsWith(target)),
    );
    expect(found.map(({ EventPattern }) => EventPattern)).toEqual([{ source: ['baton'], 'detail-type': [...events] }]);
  });

  it('pass all events to the queue of outgoing webhooks', () => {
    const found = rules.filter(({ Targets }) =>
      valuesUnder('Arn', Targets).some((arn) => targetOf(arn)?.startsWith('OutgoingWebhooksEvents')),
    );
    expect(found.map(({ EventPattern }) => EventPattern)).toEqual([{ source: ['baton'] }]);
  });

  it('are the only ones', () => {
    expect(rules).toHaveLength(Object.keys(SUBSCRIPTIONS).length + 1);
  });
});
