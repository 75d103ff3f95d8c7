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

  it('are no others: the relay nudges the rest itself', () => {
    expect(rules).toHaveLength(1);
  });
});
