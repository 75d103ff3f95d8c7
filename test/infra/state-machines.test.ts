import { describe, expect, it } from 'vitest';
import type { EnvironmentName } from '../../infra/environment.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import type { Definition } from './states-interpreter.ts';
import { findValues, logicalIdOf, type SynthesisedStack, synthesise, synthesiseEnvironment } from './synthesised.ts';

function definitionOf(
  prefix: string,
  { resources }: SynthesisedStack = synthesise('prod'),
): {
  readonly definition: Definition;
  readonly properties: Record<string, unknown>;
} {
  const machine = Object.entries(resources('AWS::StepFunctions::StateMachine')).find(([id]) => id.startsWith(prefix));
  const [joined] = findValues('Fn::Join', machine?.[1].Properties.DefinitionString) as [readonly [string, unknown[]]];
  const text = joined[1].map((part) => (typeof part === 'string' ? part : 'reference')).join('');
  return { definition: JSON.parse(text), properties: { ...machine?.[1].Properties } };
}

const machines = {
  Routing: definitionOf('Routing'),
  FollowUp: definitionOf('FollowUp'),
  NearSteps: definitionOf('FollowUp', synthesiseEnvironment({ ...ENVIRONMENTS.prod, followUp: 'near_steps' })),
  Recycling: definitionOf('Recycling'),
  Retention: definitionOf('Retention'),
};

describe.each(Object.entries(machines))('%s', (_name, { definition, properties }) => {
  it('logs errors without input, and is not traced unless the environment asks for it', () => {
    expect(properties).toMatchObject({
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: false },
    });
  });

  it('names its states in plain English', () => {
    for (const name of Object.keys(definition.States)) expect(name).toMatch(/^[A-Z][a-z]+( [a-z]+)+\??$/);
  });

  it('retries every task a few times with full jitter', () => {
    const tasks = Object.values(definition.States).filter(({ Type }) => Type === 'Task');
    for (const { Retry } of tasks) {
      expect(Retry?.[0]?.JitterStrategy).toBe('FULL');
      expect(Retry?.[0]?.MaxAttempts).toBeGreaterThanOrEqual(3);
    }
    expect(tasks.length).toBeGreaterThan(0);
  });

  it('has only transitions to existing states', () => {
    for (const [name, state] of Object.entries(definition.States)) {
      const next = [state.Next, state.Default, ...(state.Choices ?? []).map((choice) => choice.Next)].filter(Boolean);
      if (state.End || state.Type === 'Succeed') expect(next, name).toEqual([]);
      else expect(Object.keys(definition.States), name).toEqual(expect.arrayContaining(next));
    }
  });
});

describe('routing', () => {
  it('enriches, scores and routes, in this order, as an express workflow', () => {
    const { definition, properties } = machines.Routing;
    const order: string[] = [];
    for (let name: string | undefined = definition.StartAt; name; name = definition.States[name]?.Next)
      order.push(name);
    expect(order).toEqual(['Enrich the lead', 'Score the lead', 'Route the lead']);
    expect(properties.StateMachineType).toBe('EXPRESS');
  });
});

describe('follow-up of near steps', () => {
  it('waits until the step is due and takes it: two state transitions', () => {
    const { definition, properties } = machines.NearSteps;
    const { States } = definition;
    expect(definition.StartAt).toBe('Wait for the next step');
    expect(Object.keys(States)).toHaveLength(2);
    expect(States['Take the step that is due']?.End).toBe(true);
    expect(States['Wait for the next step']).toMatchObject({
      Next: 'Take the step that is due',
      Seconds: '{% $states.input.waitSeconds %}',
    });
    expect(properties.StateMachineType).toBe('STANDARD');
  });
});

describe('recycling', () => {
  it('recycles page after page until the last one', () => {
    const { definition, properties } = machines.Recycling;
    expect(definition.StartAt).toBe('Take back the next page');
    expect(definition.States['Take back the next page']?.Next).toBe('Was it the last page?');
    expect(definition.States['Was it the last page?']).toMatchObject({
      Choices: [{ Condition: '{% $states.input.done %}', Next: 'All that may come back has come back' }],
      Default: 'Take back the next page',
    });
    expect(properties.StateMachineType).toBe('STANDARD');
  });

  it.each([
    ['local', 'rate(1 minute)', '120'],
    ['prod', 'rate(15 minutes)', '1800'],
  ] as const)('runs on schedule in %s, %s, with a head start of two runs before the sweep', (name, rate, seconds) => {
    const { schedule, headStart } = recyclingIn(name);
    expect(schedule).toMatchObject({ ScheduleExpression: rate, State: 'ENABLED' });
    expect(findValues('DeadLetterConfig', schedule)).toHaveLength(1);
    expect(headStart).toBe(seconds);
  });
});

describe('retention', () => {
  it('erases page after page until the last one', () => {
    const { definition, properties } = machines.Retention;
    expect(definition.StartAt).toBe('Erase the next page');
    expect(definition.States['Was it the last page of all?']).toMatchObject({
      Choices: [{ Condition: '{% $states.input.done %}', Next: 'All that is old is erased' }],
      Default: 'Erase the next page',
    });
    expect(properties.StateMachineType).toBe('STANDARD');
  });

  it.each(['dev', 'prod'] as const)('runs once a day in %s, with a queue for runs that do not start', (name) => {
    const schedule = scheduleOf('RetentionMachine', synthesise(name));
    expect(schedule).toMatchObject({ ScheduleExpression: 'rate(1 day)', State: 'ENABLED' });
    expect(findValues('DeadLetterConfig', schedule)).toHaveLength(1);
  });
});

function scheduleOf(machine: string, stack: ReturnType<typeof synthesise>) {
  return Object.values(stack.resources('AWS::Scheduler::Schedule'))
    .map(({ Properties }) => Properties)
    .find(({ Target }) => findValues('Arn', Target).some((arn) => logicalIdOf(arn)?.startsWith(machine)));
}

function recyclingIn(name: EnvironmentName) {
  const stack = synthesise(name);
  const schedule = scheduleOf('RecyclingMachine', stack);
  const functions = Object.values(stack.resources('AWS::Lambda::Function'));
  const [headStart] = functions.flatMap(({ Properties }) => findValues('RECYCLING_HEAD_START_SECONDS', Properties));
  return { schedule, headStart };
}
