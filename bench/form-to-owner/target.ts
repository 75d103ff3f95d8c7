import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { startNotificationListener } from '../../cli/demo/notification-listener.ts';
import { type SetupResult, setUpEnvironment } from '../../cli/setup/setup.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { runWithLocalCloud } from '../../infra/local/with-local-cloud.ts';
import { systemClock } from '../../shared/runtime/lambda/clock.ts';

/**
 * One revision on a local cloud of its own. It runs in the checkout of that revision, so that it is deployed and set up by
 * its own code. For each line of its input it plays one lead and prints how many milliseconds it took to be stored,
 * to be routed and to get an owner.
 */

const OFFICE = join(import.meta.dirname, '..', 'cost');
const TIMEOUT_MS = 60_000;
const Receipt = z.object({ leads: z.tuple([z.object({ id: z.string() })]) });
const Timeline = z.looseObject({ events: z.array(z.looseObject({ type: z.string(), at: z.string() })) });

/** The events on the way to an owner. */
const STEPS = ['LeadReceived', 'LeadRouted', 'LeadAssigned'];

/** Posts a form, and returns the time until each step: the last is the batch that gave the lead its owner. Milliseconds. */
async function playLead({ source, api }: SetupResult, index: number): Promise<readonly number[]> {
  const body = {
    ...{ email: `nora${index}@lindwerk${index}.example`, name: `Nora Lind ${index}` },
    ...{ job_title: 'VP Sales', employees: '1000+', country: 'DE', touch: 'demo_request' },
  };
  const posted = Date.now();
  const answer = await fetch(source.hookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${source.secret}` },
    body: JSON.stringify(body),
  });
  const { id } = Receipt.parse(await answer.json()).leads[0];
  for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; ) {
    // Seldom: to ask takes from the same processor what is measured.
    await sleep(1000);
    const { events } = await api.call('GET', `/v1/leads/${id}/timeline`, { reply: Timeline });
    const steps = STEPS.flatMap((step) => events.find(({ type }) => type === step) ?? []);
    if (steps.length === STEPS.length) return steps.map(({ at }) => Date.parse(at) - posted);
  }
  throw new Error(`${id} got no owner within ${TIMEOUT_MS / 1000} seconds`);
}

const progress = (line: string) => console.error(line);
await runWithLocalCloud({ name: 'form-to-owner', data: 'discard', progress }, async ({ cloud, outputs }) => {
  Object.assign(process.env, cloud.env);
  const listener = await startNotificationListener(systemClock);
  const setup = await setUpEnvironment({
    environment: ENVIRONMENTS.local,
    outputs,
    keyFile: join(cloud.directory, 'admin-key'),
    source: { id: 'website', touch: 'demo_request' },
    plan: join(OFFICE, 'plan.yaml'),
    reps: join(OFFICE, 'reps.yaml'),
    notifyUrl: listener.url,
    print: () => undefined,
  });
  listener.trust(setup.notifications.secret, () => undefined);
  console.log('ready');
  let index = 0;
  for await (const _ of createInterface({ input: process.stdin })) {
    index += 1;
    console.log((await playLead(setup, index)).join(' '));
  }
  await listener.close();
});
