import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { EnvironmentName } from '../../../infra/environment.ts';
import { ENVIRONMENTS } from '../../../infra/environments.ts';
import { synthesise } from '../synthesised.ts';

const environments = Object.keys(ENVIRONMENTS) as EnvironmentName[];
const Join = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });
const Definition = z.looseObject({
  QueryLanguage: z.literal('JSONata'),
  StartAt: z.string(),
  States: z.record(z.string(), z.record(z.string(), z.unknown())),
});
type Definition = z.infer<typeof Definition>;

/** Returns the definitions in an environment's template, with placeholders for values known only at deployment. */
function definitionsOf(name: EnvironmentName): Readonly<Record<string, Definition>> {
  const machines = Object.entries(synthesise(name).resources('AWS::StepFunctions::StateMachine'));
  return Object.fromEntries(
    machines.map(([id, { Properties }]) => [id, Definition.parse(JSON.parse(textOf(Properties.DefinitionString)))]),
  );
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const joined = Join.safeParse(value);
  if (joined.success) return joined.data['Fn::Join'][1].map(textOf).join(joined.data['Fn::Join'][0]);
  const isPartition = z.object({ Ref: z.literal('AWS::Partition') }).safeParse(value).success;
  return isPartition ? 'aws' : 'arn:aws:lambda:us-east-1:111122223333:function:task';
}

/** Returns the validator's errors. */
function errorsIn(definition: object): readonly string[] {
  return validate(structuredClone(definition)).errors.map((error) => `${error['Error code']} ${error.Message}`);
}

describe.each(environments)('the state machines of %s', (name) => {
  it.each(Object.entries(definitionsOf(name)))('%s conform to the states language', (_id, definition) => {
    expect(errorsIn(definition)).toEqual([]);
  });
});

describe('the validator', () => {
  it.each(Object.entries(definitionsOf('prod')))('finds mistakes in %s', (_id, definition) => {
    const first = definition.States[definition.StartAt];
    const instead = (changes: object) =>
      errorsIn({ ...definition, States: { ...definition.States, [definition.StartAt]: { ...first, ...changes } } });
    const mistakes = [
      { Output: '{% $merge([ %}' },
      { Output: '{% $states.input' },
      { Arguments: { FunctionName: 'task', Payload: '{% $states.( %}' } },
      { OutputPath: '$.lead' },
      { Next: 'Nowhere' },
      { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 'three' }] },
    ];
    for (const mistake of mistakes) expect(instead(mistake), JSON.stringify(mistake)).not.toEqual([]);
  });

  it.each(Object.entries(definitionsOf('prod')))('finds an unreachable state of %s', (_id, definition) => {
    const lost = { ...definition, States: { ...definition.States, 'Nobody comes here': { Type: 'Succeed' } } };
    expect(errorsIn(lost)).toEqual([expect.stringContaining('not reachable')]);
  });
});
