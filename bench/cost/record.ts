import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startNotificationListener } from '../../cli/demo/notification-listener.ts';
import { setUpEnvironment } from '../../cli/setup/setup.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import type { ServerIdentity } from '../../infra/local/certificate.ts';
import { type RecordingProxy, startRecordingProxy } from '../../infra/local/recording-proxy.ts';
import { type DeployedCloud, runWithLocalCloud } from '../../infra/local/with-local-cloud.ts';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { systemClock } from '../../shared/runtime/lambda/clock.ts';
import { followUpBy, runFunctionsAsInProd } from './as-in-prod.ts';
import { waitForCounts } from './counting.ts';
import { readLargeOffice } from './large-office.ts';
import { countCallsSince, countExecutionsSince, countScheduledRunsSince, readIndexes } from './looking-back.ts';
import { UsageMeter } from './meter.ts';
import { type CostPath, PATHS } from './paths.ts';
import { CostPlayer, pollUntil } from './play.ts';
import { createItemReader } from './read-item.ts';
import { LeadUsage, NO_USAGE, Recording } from './recording.ts';
import { renderCost } from './render.ts';
import { withSubscriber } from './subscriber.ts';
import type { MeteredIndex } from './table-meter.ts';

/** Leads are played one at a time, so that no two share a call: the cost of a quiet hour, the most expensive case. */
const LEADS_PER_PATH = 5;
/** Companies from this number on have no lead yet, so that no colleague is looked up. */
const NEW_COMPANIES = 100;
const DIRECTORY = import.meta.dirname;
const indexes = new Map<string, readonly MeteredIndex[]>();
const meter = new UsageMeter((table) => indexes.get(table) ?? []);
const readItem = createItemReader();
const say = (line: string) => console.log(line);

let proxy: RecordingProxy | undefined;
const functionEndpoint = async (cloud: string, identity: ServerIdentity): Promise<string> => {
  proxy = await startRecordingProxy({
    cloud,
    identity,
    onRequest: async () => undefined,
    onResponse: (passing, answer) => meter.record(passing, answer),
  });
  return proxy.endpoint;
};

/** Writes the files of the large office, for the setup to read. */
async function writeLargeOffice(directory: string): Promise<{ readonly plan: string; readonly reps: string }> {
  const office = await readLargeOffice();
  const files = { plan: join(directory, 'large-plan.yaml'), reps: join(directory, 'large-reps.yaml') };
  await Promise.all([writeFile(files.plan, office.plan), writeFile(files.reps, office.reps)]);
  return files;
}

/** Counts the usage of leads on each path on the deployed stack, and writes docs/cost.md. */
async function recordCost({ cloud, outputs }: DeployedCloud): Promise<Recording> {
  Object.assign(process.env, cloud.env);
  for (const table of [outputs.LeadsTable, outputs.RepsTable, outputs.DeliveriesTable])
    indexes.set(table, await readIndexes(table));
  await runFunctionsAsInProd();
  const listener = await startNotificationListener(systemClock);
  const start = new Date();
  const options = {
    environment: ENVIRONMENTS.local,
    outputs,
    keyFile: join(cloud.directory, 'admin-key'),
    source: { id: 'website', touch: 'demo_request' } as const,
    plan: join(DIRECTORY, 'plan.yaml'),
    reps: join(DIRECTORY, 'reps.yaml'),
    notifyUrl: listener.url,
    print: () => undefined,
  };
  const setup = await setUpEnvironment(options);
  const player = new CostPlayer(setup);
  listener.trust(setup.notifications.secret, (notice) => player.receive(notice));
  const [usual] = PATHS;
  if (!usual) throw new Error('there is no path to record');
  // The first lead also pays for what is cached afterwards.
  await player.play({ ...usual, path: 'warm-up' }, 0);
  const paths: Record<string, LeadUsage> = {};
  let rows: Readonly<Record<string, number>> = {};
  let reads: Readonly<Record<string, number>> = {};
  const record = (path: CostPath, afterCompany?: number) => recordPath(path, player, outputs, afterCompany);
  for (const path of PATHS) {
    await waitForTimers(outputs.FollowUpMachineArn, start);
    await waitForCounts();
    await meter.chargeUpdates(readItem);
    meter.takeRows();
    meter.takeReads();
    paths[path.path] = await record(path);
    if (path === usual) {
      rows = averageRows(meter.takeRows());
      reads = averageRows(meter.takeReads());
    }
    say(`${path.path}: ${JSON.stringify(paths[path.path])}`);
  }
  await waitForTimers(outputs.FollowUpMachineArn, start);
  const subscribed = await withSubscriber(outputs, () => record({ ...usual, path: 'subscribed' }, NEW_COMPANIES));
  say(`subscribed: ${JSON.stringify(subscribed)}`);
  await followUpBy('near_steps');
  await player.play({ ...usual, path: 'near-warm-up' }, 2 * NEW_COMPANIES);
  const nearSteps = await record({ ...usual, path: 'near' }, 2 * NEW_COMPANIES);
  say(`near steps: ${JSON.stringify(nearSteps)}`);
  await setUpEnvironment({ ...options, ...(await writeLargeOffice(cloud.directory)) });
  await player.play({ ...usual, path: 'large-near-warm-up' }, 3 * NEW_COMPANIES);
  const largeNearSteps = await record({ ...usual, path: 'large-near' }, 3 * NEW_COMPANIES);
  await followUpBy('whole_window');
  await player.play({ ...usual, path: 'large-warm-up' }, 4 * NEW_COMPANIES);
  await waitForCounts();
  await meter.chargeUpdates(readItem);
  meter.takeRows();
  meter.takeReads();
  const usage = await record({ ...usual, path: 'large' }, 4 * NEW_COMPANIES);
  const large = {
    usage,
    nearSteps: largeNearSteps,
    rows: averageRows(meter.takeRows()),
    reads: averageRows(meter.takeReads()),
  };
  say(`large: ${JSON.stringify(large)}`);
  await listener.close();
  await meter.chargeUpdates(readItem);
  const runs = await countScheduledRunsSince(start);
  const scheduled = [...meter.scheduled].map(([name, { reads, writes, indexWrites }]) => {
    const count = runs.get(name) ?? 1;
    return [name, { runs: count, reads: reads / count, writes: (writes + indexWrites) / count }] as const;
  });
  return Recording.parse({
    recordedOn: systemClock().slice(0, 10),
    leadsPerPath: LEADS_PER_PATH,
    paths,
    rows,
    reads,
    nearSteps,
    subscribed,
    scheduled: Object.fromEntries(scheduled),
    large,
  });
}

function averageRows(rows: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(rows).map(([row, units]) => [row, units / LEADS_PER_PATH]));
}

/** Plays a path's leads and waits until their timers have ended. Returns the average usage. */
async function recordPath(
  path: CostPath,
  player: CostPlayer,
  outputs: DeployedCloud['outputs'],
  afterCompany = 0,
): Promise<LeadUsage> {
  await waitForCounts();
  const since = new Date();
  player.apiRequests = 0;
  await meter.chargeUpdates(readItem);
  meter.takeUsage();
  for (let index = 1; index <= LEADS_PER_PATH; index += 1) await player.play(path, afterCompany + index);
  const followUps = await waitForTimers(outputs.FollowUpMachineArn, since);
  await waitForCounts();
  const routings = await countExecutionsSince(outputs.RoutingMachineArn, since);
  const { calls, logBytes } = await countCallsSince(since);
  await meter.chargeUpdates(readItem);
  const metered = meter.takeUsage();
  const total: LeadUsage = {
    ...NO_USAGE,
    ...metered,
    // Each execution puts the row of its first token itself, past the proxy.
    writes: metered.writes + followUps.executions,
    apiRequests: player.apiRequests,
    calls,
    logBytes,
    transitions: followUps.transitions,
    expressExecutions: routings.executions,
  };
  return LeadUsage.parse(Object.fromEntries(Object.entries(total).map(([name, sum]) => [name, sum / LEADS_PER_PATH])));
}

async function waitForTimers(machine: string, since: Date) {
  return pollUntil('timers to end', async () => {
    const found = await countExecutionsSince(machine, since);
    return found.running === 0 ? found : undefined;
  });
}

try {
  const recording = await runWithLocalCloud(
    { name: 'cost', data: 'discard', progress: say, functionEndpoint },
    recordCost,
  );
  await writeFile(join(DIRECTORY, 'recording.json'), `${JSON.stringify(recording, null, 2)}\n`);
  await writeFile(join(PROJECT_ROOT, 'docs', 'cost.md'), renderCost(recording));
  say('docs/cost.md is written');
} finally {
  await proxy?.stop();
}
