import { setTimeout } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { createHttpHandler } from '../../shared/runtime/http/http-handler.ts';
import { createEventHandler } from '../../shared/runtime/lambda/invocation.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createCrmWebhooks } from '../wiring/crm-webhooks.ts';
import { createSettingsStore } from '../wiring/settings.ts';
import { afterWebhookOf, isHttp } from './calls.ts';
import { readRepeatedly } from './read-repeatedly.ts';
import { WebhookTaker } from './take-webhook.ts';

const runtime = startRuntime('read-crm');
const settings = createSettingsStore();
const webhooks = new WebhookTaker(createCrmWebhooks());
const takeWebhook = createHttpHandler(runtime, (call, { invokedFunctionArn }) =>
  webhooks.take(call, async (work) => {
    const { createFunctionStarter } = await import('../wiring/function-starter.ts');
    await createFunctionStarter().start(invokedFunctionArn, work);
  }),
);
const read = createEventHandler(runtime, async (event: unknown, invocation) => {
  if (!(await settings.read('crm'))) return;
  const { noteDeletions, readConnectedCrm } = await import('./read-connected-crm.ts');
  const readNow = () => readConnectedCrm({ ...invocation, now: runtime.clock() });
  const work = afterWebhookOf(event);
  if (!work) return readNow();
  await noteDeletions(work, invocation);
  if (work.read) await readRepeatedly(readNow, (seconds) => setTimeout(seconds * 1000));
});

/**
 * Takes what people did in the CRM: logged calls, e-mails and meetings stop clocks, and an owner whom a person set has the
 * lead. Trigger: a schedule, every minute; without a CRM it reads one setting. HubSpot, over the HTTP API, in addition:
 * the function then starts itself. Duplicates and concurrent runs: an activity counts once by its id, an owner once by
 * what is known of the record. Late: the next run goes on where this one stopped, so that an outage loses nothing and
 * keeps the order.
 */
export const handler = (event: unknown, context: Context) =>
  isHttp(event) ? takeWebhook(event, context) : read(event, context);
