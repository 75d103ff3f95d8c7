import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { runStep } from '../../infra/local/progress.ts';
import { type DeployedCloud, runWithLocalCloud } from '../../infra/local/with-local-cloud.ts';
import { BATON_DIRECTORY } from '../../infra/project-root.ts';
import { systemClock } from '../../shared/runtime/lambda/clock.ts';
import { type SetupOptions, type SetupResult, setUpEnvironment } from '../setup/setup.ts';
import { formatPages } from './commands.ts';
import { type DemoCalendars, startDemoCalendars } from './demo-calendars.ts';
import { findDeployedFunction } from './deployed-function.ts';
import { Display } from './display.ts';
import { ACCOUNTS_FILE, type DemoInputs, PLAN_FILE, REPS_FILE, readDemoInputs } from './inputs.ts';
import { type NotificationListener, startNotificationListener } from './notification-listener.ts';
import { type DemoOffice, readOfficePeople, startDemoOffice } from './office.ts';
import { type Outbox, startOutbox } from './outbox.ts';
import { type DemoRun, startDemoRun } from './run-demo.ts';
import { readLocalPeople, startDemoSignIn } from './sign-in.ts';
import { printSummary } from './summary.ts';
import { createTypeformHook } from './typeform.ts';
import { waitForSweep } from './wait-for-sweep.ts';

/** The exit code of a program that was interrupted from the terminal. */
const INTERRUPTED_EXIT_CODE = 130;
const KEY_FILE = join(BATON_DIRECTORY, 'keys', 'local');

/** Options of `npm start`. */
export interface DemoOptions {
  /** Exit when every lead has reached its end; the exit code says whether all took the expected path, and replay. */
  readonly once: boolean;
  /** Keep the stored data, and resume the data of an earlier run. */
  readonly keepData: boolean;
}

/** Starts the local cloud, deploys, plays the example leads and prints the result. Returns the exit code. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const materials = await readDemoInputs();
  const display = new Display();
  const progress = (line: string) => display.print(line);
  const data = options.keepData ? 'resume' : 'discard';
  const repsYaml = await readFile(REPS_FILE, 'utf8');
  const signIn = await startDemoSignIn(readLocalPeople(repsYaml, materials.plan));
  const overrides = { signIn: signIn.settings };
  try {
    return await runWithLocalCloud({ name: 'demo', data, progress, overrides }, async (deployed) => {
      const listener = await startNotificationListener(systemClock);
      const outbox = await startOutbox(deployed.cloud.apiEndpoint);
      const office = await startDemoOffice(readOfficePeople(repsYaml), materials.plan, deployed.outputs);
      try {
        return await playDemo({ options, materials, repsYaml, display, deployed, listener, outbox, office });
      } finally {
        await Promise.all([listener.close(), outbox.close(), office.close()]);
        if (deployed.interrupted.aborted)
          display.print(options.keepData ? '\nEnding; saving the data ...' : '\nEnding ...');
      }
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return INTERRUPTED_EXIT_CODE;
    throw error;
  } finally {
    await signIn.close();
  }
}

interface Demo {
  readonly options: DemoOptions;
  readonly materials: DemoInputs;
  readonly repsYaml: string;
  readonly display: Display;
  readonly deployed: DeployedCloud;
  readonly listener: NotificationListener;
  readonly outbox: Outbox;
  readonly office: DemoOffice;
}

async function playDemo(demo: Demo): Promise<number> {
  const { repsYaml, display, deployed, listener, office } = demo;
  // From here on, every AWS client in this process talks to this cloud.
  Object.assign(process.env, deployed.cloud.env);
  const { setup, calendars } = await runStep(
    (line) => display.print(line),
    'Setting up (baton setup, baton slack connect, baton crm connect, baton crm accounts, calendars of the reps)',
    async () => {
      const [done] = await Promise.all([setUpDemo(deployed, listener.url), office.connect()]);
      await office.importAccounts();
      const { api, source } = done;
      return { setup: done, calendars: await startDemoCalendars({ repsYaml, api, source, clock: systemClock }) };
    },
  );
  try {
    return await playLeads({ ...demo, setup, calendars });
  } finally {
    await calendars.close();
  }
}

async function playLeads(
  demo: Demo & { readonly setup: SetupResult; readonly calendars: DemoCalendars },
): Promise<number> {
  const { options, display, deployed, outbox, office, calendars } = demo;
  const { cloud, outputs, interrupted } = deployed;
  const typeform = await createTypeformHook(outputs);
  const demoRun: DemoRun = startDemoRun({ ...demo, typeform, outputs, signal: interrupted });
  const keptLeads = cloud.resumed ? await demoRun.findExistingLeads() : [];
  const healed = keptLeads.length > 0 ? await waitForSweep(keptLeads, demoRun) : undefined;
  const standings = await demoRun.playToEnd();
  display.finish();
  const stays = !options.once;
  const succeeded = await printSummary({ ...demo, standings, healed, keyFile: KEY_FILE, stays });
  const sendDigests = await findDeployedFunction('DigestsSendDigests');
  await sendDigests();
  if (options.once) return succeeded ? 0 : 1;
  const pages = { slack: office.slackUrl, crm: office.crmUrl, calendars: calendars.url, outbox: outbox.url };
  display.print(formatPages(pages));
  await new Promise<void>((resolve) => {
    if (interrupted.aborted) resolve();
    interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
  return 0;
}

/** Sets up the stack. Kept data keeps its plan and reps; a new stack, or one whose setup never completed, gets them. */
async function setUpDemo({ cloud, outputs }: DeployedCloud, notifyUrl: string): Promise<SetupResult> {
  const common: SetupOptions = {
    environment: ENVIRONMENTS.local,
    outputs,
    keyFile: KEY_FILE,
    source: { id: 'website', touch: 'demo_request' },
    notifyUrl,
    print: () => undefined,
  };
  const fresh: SetupOptions = { ...common, plan: PLAN_FILE, reps: REPS_FILE, accounts: ACCOUNTS_FILE };
  if (!cloud.resumed) return setUpEnvironment(fresh);
  const done = await setUpEnvironment(common);
  const { active } = await done.api.call('GET', '/v1/plans', { reply: z.object({ active: z.int().optional() }) });
  return active === undefined ? setUpEnvironment(fresh) : done;
}
