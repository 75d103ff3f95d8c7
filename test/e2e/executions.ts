import { DescribeExecutionCommand, paginateGetExecutionHistory, SFNClient } from '@aws-sdk/client-sfn';
import { expect, inject } from 'vitest';
import { eventually } from './eventually.ts';

const { endpoint, region, outputs } = inject('deployed');
export const machines = new SFNClient({
  endpoint,
  region,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** Returns the ARN of the execution for the deadlines of an assignment, as its name says it. */
export function executionArnOf(lead: string, epoch: number, revision = 1): string {
  return `${outputs.FollowUpMachineArn.replace(':stateMachine:', ':execution:')}:${lead}-${epoch}-${revision}`;
}

/** What a person sees who opens an execution: its status, the states it entered in order, and its output. */
export async function readExecution(executionArn: string) {
  const { status, output } = await machines.send(new DescribeExecutionCommand({ executionArn }));
  const states: string[] = [];
  for await (const { events = [] } of paginateGetExecutionHistory({ client: machines }, { executionArn }))
    states.push(...events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []));
  return { status, states, output: output === undefined ? undefined : (JSON.parse(output) as unknown) };
}

/** Waits until an execution has entered this state and waits in it. */
export function waitUntilIn(state: string, executionArn: string) {
  return eventually(async () => {
    const execution = await readExecution(executionArn);
    expect(execution).toMatchObject({ status: 'RUNNING' });
    expect(execution.states.at(-1)).toBe(state);
    return execution;
  });
}

/** Waits until an execution has ended. */
export function waitUntilEnded(executionArn: string) {
  return eventually(async () => {
    const execution = await readExecution(executionArn);
    expect(execution.status).not.toBe('RUNNING');
    return execution;
  });
}
