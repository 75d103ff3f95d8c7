import { join } from 'node:path';
import { z } from 'zod';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { step } from '../../infra/local/progress.ts';
import { type DeployedCloud, withLocalCloud } from '../../infra/local/with-local-cloud.ts';
import { BATON_DIRECTORY } from '../../infra/project-root.ts';
import { systemClock } from '../../shared/runtime/lambda/clock.ts';
import { type SetUp, type SetupOptions, setUp } from '../setup/setup.ts';
import { Display } from './display.ts';
import { ACCOUNTS_FILE, type Materials, PLAN_FILE, REPS_FILE, readMaterials } from './inputs.ts';
import { listenForNotices, type NoticeListener } from './notification-listener.ts';
import { type Performance, perform } from './run-demo.ts';
import { conclude } from './summary.ts';
import { typeformHook } from './typeform.ts';
import { waitForHealing } from './wait-for-sweep.ts';

/** The exit code of a program that was interrupted from the terminal. */
const INTERRUPTED = 130;
const KEY_FILE = join(BATON_DIRECTORY, 'keys', 'local');

/** Options of `npm start`. */
export interface DemoOptions {
  /** Exit when every lead has reached its end; the exit code says whether all took the expected path. */
  readonly once: boolean;
  /** Keep the stored data, and resume the data of an earlier run. */
  readonly keepData: boolean;
}

/** Starts the local cloud, deploys, plays the example leads and prints the result. Returns the exit code. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const materials = await readMaterials();
  const display = new Display();
  const progress = (line: string) => display.say(line);
  const data = options.keepData ? 'resume' : 'discard';
  try {
    return await withLocalCloud({ name: 'demo', data, progress }, async (deployed) => {
      const listener = await listenForNotices(systemClock);
      try {
        return await play({ options, materials, display, deployed, listener });
      } finally {
        await listener.close();
        if (deployed.interrupted.aborted) display.say(options.keepData ? '\nEnding; data is kept ...' : '\nEnding ...');
      }
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return INTERRUPTED;
    throw error;
  }
}

async function play(demo: {
  readonly options: DemoOptions;
  readonly materials: Materials;
  readonly display: Display;
  readonly deployed: DeployedCloud;
  readonly listener: NoticeListener;
}): Promise<number> {
  const { options, materials, display, deployed, listener } = demo;
  const { cloud, outputs, interrupted } = deployed;
  // From here on, every AWS client in this process talks to this cloud.
  Object.assign(process.env, cloud.env);
  const setup = await step(
    (line) => display.say(line),
    'Setting up (baton setup)',
    () => setUpFor(deployed, listener.url),
  );
  const typeform = await typeformHook(outputs);
  const performance: Performance = perform({
    materials,
    display,
    setup,
    typeform,
    outputs,
    listener,
    signal: interrupted,
  });
  const kept = cloud.resumed ? await performance.recognise() : [];
  const healed = kept.length > 0 ? await waitForHealing(kept, performance) : undefined;
  const standings = await performance.untilOver();
  display.settle();
  const stays = !options.once;
  const good = await conclude({ materials, display, setup, standings, healed, listener, keyFile: KEY_FILE, stays });
  if (options.once) return good ? 0 : 1;
  display.say(
    '\nThe stack stays up until you press Ctrl-C. Notifications to reps now appear below, each with a link to answer.',
  );
  await new Promise<void>((resolve) => {
    if (interrupted.aborted) resolve();
    interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
  return 0;
}

/** Sets up the stack. Kept data keeps its plan and reps; a new stack, or one whose setup never completed, gets them. */
async function setUpFor({ cloud, outputs }: DeployedCloud, notifyUrl: string): Promise<SetUp> {
  const common: SetupOptions = {
    environment: ENVIRONMENTS.local,
    outputs,
    keyFile: KEY_FILE,
    source: { id: 'website', touch: 'demo_request' },
    notifyUrl,
    say: () => undefined,
  };
  const fresh: SetupOptions = { ...common, plan: PLAN_FILE, reps: REPS_FILE, accounts: ACCOUNTS_FILE };
  if (!cloud.resumed) return setUp(fresh);
  const done = await setUp(common);
  const { active } = await done.api.call('GET', '/v1/plans', { reply: z.object({ active: z.int().optional() }) });
  return active === undefined ? setUp(fresh) : done;
}
