import { describe, expect, it } from 'vitest';
import { keys } from '../../shared/adapters/dynamodb/keys.ts';
import { TimerRow } from '../../shared/adapters/dynamodb/timer-table.ts';
import {
  EXECUTION_STEP_KINDS,
  type ExecutionStepKind,
  isEndKind,
} from '../../shared/domain/follow-up/execution-steps.ts';
import { addSeconds, millisecondsOf } from '../../shared/domain/instant.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { type Definition, interpret, type Run } from './states-interpreter.ts';
import { findValues, type SynthesisedStack, synthesise } from './synthesised.ts';

const MINUTE = 60;
const WAIT = 'Wait for the first response';
const NEXT = 'What is due?';
const ANSWERED = { ended: 'answered' };
const at = (minutes: number) => addSeconds(MONDAY, minutes * MINUTE);

function definitionIn({ resources }: SynthesisedStack): Definition {
  const [, machine] =
    Object.entries(resources('AWS::StepFunctions::StateMachine')).find(([id]) => id.startsWith('FollowUp')) ?? [];
  const [joined] = findValues('Fn::Join', machine?.Properties.DefinitionString) as [readonly [string, unknown[]]];
  return JSON.parse(joined[1].map((part) => (typeof part === 'string' ? part : 'reference')).join(''));
}

const definition = definitionIn(synthesise('prod'));

/** Steps of these kinds, one every ten minutes, the first after ten. */
const stepsOf = (...kinds: ExecutionStepKind[]) => kinds.map((kind, index) => ({ at: at((index + 1) * 10), kind }));
const LADDER = stepsOf('warn', 'breach', 'escalate', 'reassign');

/** Runs the execution of an assignment with these steps; somebody responds after so many minutes, or nobody. */
function run(steps: ReturnType<typeof stepsOf>, respondedAfter?: number): Promise<Run> {
  const input = { leadId: 'lead_1', epoch: 2, revision: 3, steps };
  const completed = respondedAfter === undefined ? {} : { completedAt: at(respondedAfter), completedWith: ANSWERED };
  return interpret(definition, input, { startsAt: MONDAY, ...completed });
}

describe('the execution of an assignment', () => {
  it.each([
    ['in time', 5, [WAIT]],
    ['after a warning', 15, [WAIT, NEXT, 'Warn the owner']],
    ['after a breach', 25, [WAIT, NEXT, 'Warn the owner', NEXT, 'Record the breach']],
    ['after an escalation', 35, [WAIT, NEXT, 'Warn the owner', NEXT, 'Record the breach', NEXT, 'Escalate the lead']],
  ])('answered %s, ends at once and says so', async (_, minutes, states) => {
    const { entered, output } = await run(LADDER, minutes);
    expect(entered).toEqual(states);
    expect(output).toEqual(ANSWERED);
  });

  it('takes each step within a second of its date, and ends with the last one', async () => {
    const { entered, dates, output } = await run(LADDER);
    expect(entered.slice(-2)).toEqual([NEXT, 'Reassign the lead']);
    expect(output).toEqual({ ended: 'by_function' });
    const taken = dates.filter((_, index) => index > 0 && entered[index] !== NEXT);
    expect(taken).toEqual(LADDER.map((step) => addSeconds(step.at, 1)));
  });

  it('keeps its token beside the lead, and hands the next ones to the function', async () => {
    const [first, ...others] = (await run(LADDER)).calls;
    const { pk, sk, ...row } = Object.fromEntries(
      Object.entries((first?.Item ?? {}) as Record<string, Record<string, string>>).map(([name, typed]) => {
        const [[type, value = ''] = []] = Object.entries(typed);
        return [name, type === 'N' ? Number(value) : value];
      }),
    );
    expect({ pk, sk }).toEqual(keys.waitingTask('lead_1', 2, 3));
    expect(TimerRow.parse(row)).toEqual({ epoch: 2, revision: 3, token: `token of ${WAIT}` });
    // A day after the last step of the ladder.
    expect(row.expiresAt).toBe(millisecondsOf(addSeconds(at(40), 24 * 3600)) / 1000);
    expect(others.map(({ Payload }) => (Payload as { token?: string }).token)).toEqual([
      ...['Warn the owner', 'Record the breach', 'Escalate the lead'].map((name) => `token of ${name}`),
      undefined,
    ]);
    for (const { Payload } of others) expect(Payload).toMatchObject({ leadId: 'lead_1', epoch: 2, revision: 3 });
  });

  it('waits a second for a step that is overdue', async () => {
    const { entered, dates } = await run([{ at: at(-60), kind: 'breach' }, ...stepsOf('reassign')]);
    expect(entered).toEqual([WAIT, NEXT, 'Record the breach', NEXT, 'Reassign the lead']);
    expect(dates.slice(0, 3)).toEqual([MONDAY, addSeconds(MONDAY, 1), addSeconds(MONDAY, 1)]);
  });

  it.each(EXECUTION_STEP_KINDS.filter(isEndKind))('ends with %s as its last step', async (kind) => {
    const { entered } = await run(stepsOf('breach', kind));
    expect(entered).toHaveLength(5);
    expect(entered.at(-1)).not.toBe('Leave the rest to the sweep');
  });

  it.each(['breach', 'breach_and_escalate', 'escalate'] as const)(
    'takes %s as its last step too, or waits after it',
    async (kind) => {
      expect((await run(stepsOf('warn', kind))).entered.at(-1)).toMatch(/ as the last step$/);
      const { entered, output } = await run(stepsOf('warn', kind, 'reassign'), 25);
      expect(entered).toHaveLength(5);
      expect(entered.at(-1)).not.toMatch(/ as the last step$/);
      expect(output).toEqual(ANSWERED);
    },
  );

  it('leaves a step that it does not know to the sweep', async () => {
    const unknown = [{ at: at(10), kind: 'dance' as ExecutionStepKind }];
    expect((await run(unknown)).entered).toEqual([WAIT, NEXT, 'Leave the rest to the sweep']);
  });
});

describe('its definition', () => {
  it('is the same in the local cloud', () => {
    expect(definitionIn(synthesise('local'))).toEqual(definition);
  });

  it('may write rows of leads only, and only with the attributes of its token', () => {
    const policies = Object.entries(synthesise('prod').resources('AWS::IAM::Policy')).filter(([id]) =>
      id.startsWith('FollowUpMachineRole'),
    );
    const statements = policies.flatMap(([, { Properties }]) => findValues('Statement', Properties)).flat();
    expect(statements.filter((one) => JSON.stringify(one).includes('dynamodb:'))).toEqual([
      expect.objectContaining({
        Action: 'dynamodb:PutItem',
        Condition: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['LEAD#*'] },
          'ForAllValues:StringEquals': {
            'dynamodb:Attributes': ['pk', 'sk', 'epoch', 'revision', 'token', 'expiresAt'],
          },
        },
      }),
    ]);
  });
});
