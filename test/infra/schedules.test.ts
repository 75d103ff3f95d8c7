import { describe, expect, it } from 'vitest';
import { findValues, logicalIdOf, synthesise } from './synthesised.ts';

const { resources } = synthesise('prod');
const schedules = Object.values(resources('AWS::Scheduler::Schedule')).map(({ Properties }) => Properties);
const idsIn = (name: string, inside: unknown) => findValues(name, inside).map(logicalIdOf);
const roles = new Set(schedules.flatMap(({ Target }) => idsIn('RoleArn', Target)));

interface Statement {
  readonly Action: string;
  readonly Resource: unknown;
}

const statements = Object.values(resources('AWS::IAM::Policy'))
  .filter(({ Properties }) => [Properties.Roles].flat().some((role) => roles.has(logicalIdOf(role))))
  .flatMap(({ Properties }) => (Properties.PolicyDocument as { readonly Statement: readonly Statement[] }).Statement);

/** Returns the resources on which the role of schedules may do this, without the versions of a function. */
function allowed(action: string): readonly string[] {
  const found = statements.filter(({ Action }) => [Action].flat().includes(action));
  const ids = found.flatMap(({ Resource }) => [Resource].flat()).map(logicalIdOf);
  return ids.filter((id) => id !== undefined).sort();
}

describe('schedules', () => {
  it('share one role', () => {
    expect(schedules.length).toBeGreaterThan(4);
    expect(roles.size).toBe(1);
  });

  it('may start what is on a schedule, keep what could not be started, and nothing else', () => {
    const targets = schedules.map(({ Target }) => logicalIdOf((Target as { readonly Arn: unknown }).Arn) ?? '').sort();
    const started = [...allowed('lambda:InvokeFunction'), ...allowed('states:StartExecution')].sort();
    expect(started).toEqual(targets);
    const kept = schedules
      .flatMap(({ Target }) => findValues('DeadLetterConfig', Target))
      .flatMap((one) => idsIn('Arn', one));
    expect(allowed('sqs:SendMessage')).toEqual(kept.sort());
    const actions = new Set(statements.flatMap(({ Action }) => Action));
    expect([...actions].sort()).toEqual(['lambda:InvokeFunction', 'sqs:SendMessage', 'states:StartExecution']);
  });
});
