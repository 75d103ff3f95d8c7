import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leadRoutes } from '../../shared/api/leads.ts';
import { planRoutes } from '../../shared/api/plans.ts';
import { eventually, waitUntilPast } from './eventually.ts';
import { OwnDeployment } from './own-deployment.ts';
import { switchRelay } from './relay.ts';

/** How long after the assignment the first step is due, by the lead's product. A step is near from 90 seconds before. */
const STEP_SECONDS = { lost: 75, after: 150, calm: 8 * 3600 } as const;
type Product = keyof typeof STEP_SECONDS;

let own: OwnDeployment;

beforeAll(async () => {
  // Without its schedule, the sweep runs only when a test runs it: what happens later was not done by the sweep.
  own = await OwnDeployment.start('near-steps', { followUp: 'near_steps', sweepRuns: false });
  const text = await readFile(join(import.meta.dirname, 'plan.yaml'), 'utf8');
  const yaml = text
    .replace('first_touch: 23s, warn: 3s', `first_touch: 30m, warn: ${30 * 60 - STEP_SECONDS.lost}s`)
    .replace('first_touch: 2s, ladder: slow', `first_touch: ${STEP_SECONDS.after}s, ladder: slow`);
  const reply = planRoutes.publishPlan.replies[201];
  const { version } = await own.api.call('POST', '/v1/plans', { body: { yaml }, reply });
  await own.api.call('PUT', '/v1/plans/active', {
    body: { version },
    reply: planRoutes.activatePlan.replies[200],
  });
});
afterAll(() => own.stop());

/** Returns the executions of a lead, by state: what started a timer for it. */
async function timersOf(lead: string) {
  const machines = new SFNClient(own.aws);
  const { FollowUpMachineArn: stateMachineArn } = own.outputs;
  const { executions = [] } = await machines.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1000 }));
  const ours = executions.filter(({ name }) => name?.startsWith(`${lead}-`));
  return Promise.all(
    ours.map(async ({ executionArn, name }) => {
      const { status, output } = await machines.send(new DescribeExecutionCommand({ executionArn }));
      return { name, status, output: output === undefined ? undefined : (JSON.parse(output) as unknown) };
    }),
  );
}

async function typesOf(lead: string): Promise<readonly string[]> {
  const reply = leadRoutes.getTimeline.replies[200];
  return (await own.api.call('GET', `/v1/leads/${lead}/timeline`, { reply })).events.map(({ type }) => type);
}

/** Posts a lead, and waits until somebody has it. @returns its id, and the name of the timer of its first step */
async function anAssignedLead(product: Product) {
  const id = await own.post(`${product}-${randomUUID()}@lindwerk.example`, product);
  const { assignedAt = '' } = await own.waitForOwner(id);
  const at = new Date(Date.parse(assignedAt) + STEP_SECONDS[product] * 1000).toISOString();
  return { id, assignedAt, timer: `${id}-1-1-${at.replaceAll(/\D/g, '')}` };
}

describe('with near_steps', () => {
  it('an assignment starts a timer at once for a step that is near', async () => {
    const { id, timer } = await anAssignedLead('lost');
    await eventually(async () => expect(await timersOf(id)).toMatchObject([{ name: timer }]));
  });

  it('the sweep starts it when the step comes near, while no event nudges anything, and the timer takes the step', async () => {
    const [coming, far] = [await anAssignedLead('after'), await anAssignedLead('calm')];
    // Notified: what the events of the assignments nudge was done.
    for (const { id } of [coming, far])
      await eventually(async () => expect(await typesOf(id)).toContain('RepNotified'));
    await switchRelay(false, new LambdaClient(own.aws));
    await own.sweep();
    expect([await timersOf(coming.id), await timersOf(far.id)]).toEqual([[], []]);

    // The step is due in 85 seconds then, so that a slow machine too runs the sweep before it is.
    await waitUntilPast(coming.assignedAt, 65);
    await own.sweep();
    expect(await timersOf(coming.id)).toMatchObject([{ name: coming.timer, status: 'RUNNING' }]);
    expect(await timersOf(far.id)).toEqual([]);
    expect(await typesOf(coming.id)).not.toContain('SlaBreached');

    // Neither the relay nor the sweep runs now.
    await eventually(async () => {
      expect(await timersOf(coming.id)).toMatchObject([{ status: 'SUCCEEDED', output: { outcome: 'taken' } }]);
    });
    expect(await typesOf(coming.id)).toContain('SlaBreached');
  });
});
