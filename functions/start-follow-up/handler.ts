import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { FollowUpStarter } from '../../shared/adapters/step-functions/follow-up-starter.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createBusHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { startFollowUp } from '../../shared/use-cases/follow-up/start-follow-up.ts';
import { createDatabase, createLeadStore } from '../wiring/stores.ts';

const runtime = startRuntime('start-follow-up');
const machine = readEnv('FOLLOW_UP_MACHINE_ARN').FOLLOW_UP_MACHINE_ARN;
const deps = {
  leads: createLeadStore(createDatabase()),
  followUps: new FollowUpStarter({ client: new SFNClient(), machine }),
};
const Nudge = z.looseObject({ lead: z.string() });

/**
 * Starts the timer of an assignment's next step, if that is due before the sweep's next look ahead. Trigger: a rule of
 * the event bus, when a lead is assigned, its deadlines move or a step is taken. Duplicates: starting a timer twice has
 * no further effect. Late: the timer is for the assignment as it is now, whatever the nudge said.
 */
export const handler = createBusHandler(runtime, Nudge, async ({ detail }, { log, now }) => {
  const outcome = await startFollowUp(detail.lead, now, deps);
  log.debug('follow_up_started', { leadId: detail.lead, outcome });
});
