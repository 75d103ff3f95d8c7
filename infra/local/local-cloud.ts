import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BATON_DIRECTORY } from '../project-root.ts';
import { createCertificate, type ServerIdentity } from './certificate.ts';
import { choosePorts, saveAddresses } from './cloud-addresses.ts';
import { cloudSettings } from './cloud-settings.ts';
import { beginRun, findKeptData, keepData } from './kept-data.ts';
import { type Progress, runStep } from './progress.ts';
import { preparePython } from './python.ts';
import {
  type CloudAddresses,
  cloudEnvironment,
  findRunningCloud,
  LOCAL_REGION,
  trustCertificate,
} from './running-cloud.ts';

/**
 * What happens to the data: `discard` it at the end, start `fresh` but save on a clean exit, or `resume` saved data.
 */
export type DataPolicy = 'discard' | 'fresh' | 'resume';

/** Options of {@link startLocalCloud}. */
export interface LocalCloudOptions {
  /** Names the directory under `.baton/` for log, temporary files and saved data; only one cloud at a time per name. */
  readonly name: string;
  readonly data: DataPolicy;
  readonly progress: Progress;
  /**
   * Returns the endpoint that functions call instead of this cloud's, such as a recording proxy. They trust the cloud's
   * certificate there too.
   */
  readonly functionEndpoint?: (endpoint: string, identity: ServerIdentity) => Promise<string>;
}

/** A running local cloud. */
export interface LocalCloud extends CloudAddresses {
  readonly region: string;
  /** Environment variables that direct the AWS SDK and the CDK CLI to this cloud only. */
  readonly env: Readonly<Record<string, string>>;
  /** The directory of this cloud's files. */
  readonly directory: string;
  /** True when saved data was restored. */
  readonly resumed: boolean;
  /** Stops the cloud and every process it started, saving the data if configured. Idempotent. */
  stop(): Promise<void>;
}

/** Catches a hang: it starts in two seconds, on a busy machine in some twenty. */
const READY_TIMEOUT_MS = 300_000;
const STOP_TIMEOUT_MS = 20_000;
/** Catches a hang: saving much data takes a busy machine a minute. */
const SAVE_TIMEOUT_MS = 300_000;

/**
 * Starts the pinned local cloud on a free port in its own process group, and waits until it answers. When the
 * environment variable BATON_ENDPOINT names a running cloud, uses that one instead and leaves it running.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const directory = join(BATON_DIRECTORY, options.name);
  const named = process.env.BATON_ENDPOINT;
  if (named) {
    await mkdir(directory, { recursive: true });
    await waitUntilHealthy(named, () => undefined);
    const addresses = { endpoint: named, apiEndpoint: named };
    return { ...describeCloud(addresses, directory), resumed: options.data === 'resume', stop: async () => undefined };
  }
  const python = await preparePython(options.progress);
  return runStep(options.progress, 'Starting the local cloud', () => launchCloud(python, directory, options));
}

async function launchCloud(
  python: string,
  directory: string,
  { data, progress, functionEndpoint: functionsCall }: Omit<LocalCloudOptions, 'name'>,
): Promise<LocalCloud> {
  await refuseConcurrentRun(directory);
  const kept = data === 'resume' ? findKeptData(directory) : 'none';
  if (kept === 'unclean')
    progress('The last run did not end cleanly: its data is not used, and this run begins afresh');
  const resumed = kept === 'saved';
  await beginRun(directory);
  if (!resumed) await rm(directory, { recursive: true, force: true });
  for (const part of ['state', 'objects', 'temporary']) await mkdir(join(directory, part), { recursive: true });
  // The emulator writes CommonJS scripts here; without this file our own package.json further up would make them ES
  // modules.
  await writeFile(join(directory, 'temporary', 'package.json'), '{ "type": "commonjs" }\n');
  const ports = await choosePorts(directory, resumed);
  const identity = createCertificate(Date.now());
  const addresses = await saveAddresses(directory, ports, identity);
  const { endpoint, apiEndpoint } = addresses;
  trustCertificate(identity.certificate);
  const functionEndpoint = (await functionsCall?.(endpoint, identity)) ?? endpoint;

  const log = await open(join(directory, 'cloud.log'), 'a');
  const child = spawn(python, [join(import.meta.dirname, 'run_local_cloud.py'), directory], {
    cwd: directory,
    detached: true,
    stdio: ['pipe', log.fd, log.fd],
    env: cloudSettings({ directory, ports, functionEndpoint, save: data !== 'discard' }),
  });
  await log.close();
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    const askedAt = Date.now();
    const endedByItself = await stopProcessGroup(child, exited, data === 'discard' ? STOP_TIMEOUT_MS : SAVE_TIMEOUT_MS);
    if (data !== 'discard')
      progress(
        (await keepData(directory, { endedByItself, askedAt }))
          ? 'The data is kept: go on with `npm start -- --keep-data`'
          : 'The data could not be saved: the next run begins afresh',
      );
    const removedParts = data === 'discard' ? ['temporary', 'objects', 'state', 'cdk.out'] : ['temporary'];
    for (const part of removedParts) await rm(join(directory, part), { recursive: true, force: true });
  };
  try {
    await waitUntilHealthy(apiEndpoint, () => child.exitCode ?? undefined);
  } catch (error) {
    await stop();
    const tail = (await readFile(join(directory, 'cloud.log'), 'utf8')).trim().split('\n').slice(-15).join('\n');
    throw new Error(`the local cloud did not start; its log ends with:\n${tail}`, { cause: error });
  }
  return { ...describeCloud(addresses, directory), resumed, stop };
}

/** Refuses a second cloud in the same directory: they would overwrite each other's files. */
async function refuseConcurrentRun(directory: string): Promise<void> {
  const running = await findRunningCloud(directory);
  if (running !== undefined)
    throw new Error(`a local cloud of this checkout is running already, at ${running.endpoint}: end it first (Ctrl-C)`);
}

function describeCloud(addresses: CloudAddresses, directory: string): Omit<LocalCloud, 'resumed' | 'stop'> {
  return { ...addresses, region: LOCAL_REGION, env: cloudEnvironment(addresses), directory };
}

async function waitUntilHealthy(endpoint: string, exitCode: () => number | undefined): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return;
    const code = exitCode();
    if (code !== undefined) throw new Error(`it ended with exit code ${code}`);
    if (performance.now() > deadline) throw new Error(`${endpoint} did not answer within ${READY_TIMEOUT_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/**
 * Closes the pipe, which requests a clean exit, then kills what is left of the process group.
 * @returns whether it ended by itself in time
 */
async function stopProcessGroup(child: ChildProcess, exited: Promise<void>, timeoutMs: number): Promise<boolean> {
  child.stdin?.end();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const endedByItself = await Promise.race([exited.then(() => true), timeout]);
  clearTimeout(timer);
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is empty: all processes have exited.
  }
  await exited;
  return endedByItself;
}
