import {
  ExecutionAlreadyExists,
  ExecutionLimitExceeded,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { FollowUpMachine } from '../../../shared/adapters/step-functions/follow-up-machine.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const details = { message: 'refused', $metadata: {} };
const throttle = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
const EXECUTION = { leadId: 'lead_1', epoch: 2, revision: 3, steps: [{ at: MONDAY, kind: 'warn' }] } as const;

/** A machine whose calls are recorded and, if an error is given, fail with it. */
function aMachine(error?: Error) {
  const sent: unknown[] = [];
  const client = {
    send: async (command: unknown) => {
      sent.push(command);
      if (error) throw error;
      return {};
    },
  } as unknown as SFNClient;
  return { sent, machine: new FollowUpMachine({ client, machine: 'arn:machine' }) };
}

describe('starting an execution', () => {
  it('names it for lead, epoch and revision, and hands it dates and codes', async () => {
    const { sent, machine } = aMachine();
    expect(await machine.start(EXECUTION)).toBe('started');
    expect(sent[0]).toBeInstanceOf(StartExecutionCommand);
    expect(sent[0]).toMatchObject({
      input: { stateMachineArn: 'arn:machine', name: 'lead_1-2-3', input: JSON.stringify(EXECUTION) },
    });
  });

  it('is done when it was started before', async () => {
    expect(await aMachine(new ExecutionAlreadyExists(details)).machine.start(EXECUTION)).toBe('started');
  });

  it.each([new ExecutionLimitExceeded(details), throttle])('is refused by $name', async (error) => {
    expect(await aMachine(error).machine.start(EXECUTION)).toBe('refused');
  });

  it('throws what should be retried', async () => {
    await expect(aMachine(new Error('outage')).machine.start(EXECUTION)).rejects.toThrow('outage');
  });
});

describe('ending an execution', () => {
  it('completes its token with the reason', async () => {
    const { sent, machine } = aMachine();
    expect(await machine.end('token', { ended: 'answered' })).toBe('ended');
    expect(sent[0]).toBeInstanceOf(SendTaskSuccessCommand);
    expect(sent[0]).toMatchObject({ input: { taskToken: 'token', output: '{"ended":"answered"}' } });
  });

  it.each([new TaskDoesNotExist(details), new TaskTimedOut(details), new InvalidToken(details)])(
    'is done when nobody waits with the token: $name',
    async (error) => {
      await expect(aMachine(error).machine.end('token', { ended: 'answered' })).resolves.toBe('gone');
    },
  );

  it('throws what should be retried, a throttle too', async () => {
    await expect(aMachine(throttle).machine.end('token', { ended: 'answered' })).rejects.toThrow('slow down');
  });
});
