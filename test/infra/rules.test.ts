import { describe, expect, it } from 'vitest';
import { EVENT_SUBSCRIPTIONS } from '../../shared/use-cases/subscriptions.ts';
import { findValues, logicalIdOf, synthesise } from './synthesised.ts';

const { resources } = synthesise('prod');
const rules = Object.values(resources('AWS::Events::Rule')).map(({ Properties }) => Properties);

describe('rules of the event bus', () => {
  it('pass on exactly the events that people are notified of', () => {
    const found = rules.filter(({ Targets }) =>
      findValues('Arn', Targets).some((arn) => logicalIdOf(arn)?.startsWith('NotificationsNotifyRep')),
    );
    expect(found.map(({ EventPattern }) => EventPattern)).toEqual([
      { source: ['baton'], 'detail-type': [...EVENT_SUBSCRIPTIONS.notifyRep] },
    ]);
  });

  it('pass on what outdates messages: of assignments, those of a lead that somebody had before', () => {
    const found = rules.filter(({ Targets }) =>
      findValues('Arn', Targets).some((arn) => logicalIdOf(arn)?.startsWith('NotificationsUpdateMessages')),
    );
    const others = EVENT_SUBSCRIPTIONS.updateMessages.filter((type) => type !== 'LeadAssigned');
    const again = { data: { epoch: [{ numeric: ['>', 1] }] } };
    expect(found.map(({ EventPattern }) => EventPattern)).toEqual([
      { source: ['baton'], 'detail-type': others },
      { source: ['baton'], 'detail-type': ['LeadAssigned'], detail: again },
    ]);
  });

  it('are no others: the relay nudges the rest itself', () => {
    expect(rules).toHaveLength(3);
  });
});
