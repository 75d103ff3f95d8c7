import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listenForNotices } from '../../cli/demo/notification-listener.ts';
import { setUp } from '../../cli/setup/setup.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { type Onlooker, startOnlooker } from '../../infra/local/recording-proxy.ts';
import { type DeployedCloud, withLocalCloud } from '../../infra/local/with-local-cloud.ts';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { systemClock } from '../../shared/runtime/lambda/clock.ts';
import { callsSince, executionsSince, indexesOf, scheduledRunsSince } from './looking-back.ts';
import { Meter } from './meter.ts';
import { type CostPath, PATHS } from './paths.ts';
import { eventually, Player } from './play.ts';
import { NO_USE, Recording, Use } from './recording.ts';
import { renderCost } from './render.ts';
import type { MeteredIndex } from './table-meter.ts';

/** Leads are played one at a time, so that no two share a call: the cost of a quiet hour, the most expensive case. */
const LEADS_PER_PATH = 5;
const DIRECTORY = import.meta.dirname;
const indexes = new Map<string, readonly MeteredIndex[]>();
const meter = new Meter((table) => indexes.get(table) ?? []);
const say = (line: string) => console.log(line);

let onlooker: Onlooker | undefined;
const functionsCall = async (cloud: string): Promise<string> => {
  onlooker = await startOnlooker({
    cloud,
    onRequest: async () => undefined,
    onAnswer: (passing, answer) => meter.note(passing, answer),
  });
  return onlooker.endpoint;
};

/** Counts the usage of leads on each path on the deployed stack, and writes docs/cost.md. */
async function record({ cloud, outputs }: DeployedCloud): Promise<Recording> {
  Object.assign(process.env, cloud.env);
  for (const table of [outputs.LeadsTable, outputs.RepsTable, outputs.DeliveriesTable])
    indexes.set(table, await indexesOf(table));
  const listener = await listenForNotices(systemClock);
  const start = new Date();
  const setup = await setUp({
    environment: ENVIRONMENTS.local,
    outputs,
    keyFile: join(cloud.directory, 'admin-key'),
    source: { id: 'website', touch: 'demo_request' },
    plan: join(DIRECTORY, 'plan.yaml'),
    reps: join(DIRECTORY, 'reps.yaml'),
    notifyUrl: listener.url,
    say: () => undefined,
  });
  const player = new Player(setup);
  listener.trust(setup.notify.secret, (notice) => player.hear(notice));
  // The first lead also pays for what is cached afterwards.
  await player.play({ ...PATHS[0], path: 'warm-up' } as CostPath, 0);
  const paths: Record<string, Use> = {};
  let rows: Readonly<Record<string, number>> = {};
  for (const path of PATHS) {
    await settled(outputs.FollowUpMachineArn, start);
    meter.takeRows();
    paths[path.path] = await useOf(path, player, outputs);
    if (path === PATHS[0]) rows = meter.takeRows();
    say(`${path.path}: ${JSON.stringify(paths[path.path])}`);
  }
  await listener.close();
  const runs = await scheduledRunsSince(start);
  const scheduled = [...meter.scheduled].map(([name, { reads, writes, indexWrites }]) => {
    const count = runs.get(name) ?? 1;
    return [name, { runs: count, reads: reads / count, writes: (writes + indexWrites) / count }] as const;
  });
  return Recording.parse({
    recordedOn: systemClock().slice(0, 10),
    leadsPerPath: LEADS_PER_PATH,
    paths,
    rows: Object.fromEntries(Object.entries(rows).map(([row, units]) => [row, units / LEADS_PER_PATH])),
    scheduled: Object.fromEntries(scheduled),
  });
}

/** Plays a path's leads and waits until their timers have ended. Returns the average usage. */
async function useOf(path: CostPath, player: Player, outputs: DeployedCloud['outputs']): Promise<Use> {
  const since = new Date();
  player.apiRequests = 0;
  meter.take();
  for (let index = 1; index <= LEADS_PER_PATH; index += 1) await player.play(path, index);
  const followUps = await settled(outputs.FollowUpMachineArn, since);
  const routings = await executionsSince(outputs.RoutingMachineArn, since);
  const { calls, logBytes } = await callsSince(since);
  const total: Use = {
    ...NO_USE,
    ...meter.take(),
    apiRequests: player.apiRequests,
    calls,
    logBytes,
    transitions: followUps.transitions,
    expressExecutions: routings.executions,
  };
  return Use.parse(Object.fromEntries(Object.entries(total).map(([name, sum]) => [name, sum / LEADS_PER_PATH])));
}

async function settled(machine: string, since: Date) {
  return eventually('timers to end', async () => {
    const found = await executionsSince(machine, since);
    return found.running === 0 ? found : undefined;
  });
}

try {
  const recording = await withLocalCloud({ name: 'cost', data: 'discard', progress: say, functionsCall }, record);
  await writeFile(join(DIRECTORY, 'recording.json'), `${JSON.stringify(recording, null, 2)}\n`);
  await writeFile(join(PROJECT_ROOT, 'docs', 'cost.md'), renderCost(recording));
  say('docs/cost.md is written');
} finally {
  await onlooker?.stop();
}
