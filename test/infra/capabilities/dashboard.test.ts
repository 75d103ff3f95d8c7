import { describe, expect, it } from 'vitest';
import { synthesise } from '../synthesised.ts';

const { resources } = synthesise('prod');
const [dashboard] = Object.values(resources('AWS::CloudWatch::Dashboard'));
const body = JSON.stringify(dashboard?.Properties.DashboardBody);

describe('the dashboard', () => {
  it('exists once per environment', () => {
    expect(Object.keys(resources('AWS::CloudWatch::Dashboard'))).toHaveLength(1);
    expect(body).toContain('# Baton, prod');
  });

  it.each([
    ['every function', 'AWS::Lambda::Function'],
    ['every table', 'AWS::DynamoDB::Table'],
    ['every queue', 'AWS::SQS::Queue'],
    ['every state machine', 'AWS::StepFunctions::StateMachine'],
  ])('shows %s', (_, type) => {
    for (const id of Object.keys(resources(type))) expect(body).toContain(`"${id}"`);
  });

  it.each([
    'DeliveryReceived',
    'LeadReceived',
    'SpeedToLead',
    'SlaBreached',
    'LeadWaiting',
    'SweepHealed',
    'OldestOverdue',
  ])('shows %s', (metric) => {
    expect(body).toContain(`\\"${metric}\\"`);
  });
});
