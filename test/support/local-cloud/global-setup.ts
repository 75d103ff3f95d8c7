import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readLocalPeople } from '../../../cli/demo/sign-in.ts';
import { type SignInProvider, startSignInProvider } from '../../../cli/demo/sign-in-provider.ts';
import { deployToLocalCloud } from '../../../infra/local/deploy.ts';
import type { Progress } from '../../../infra/local/progress.ts';
import { removeStaleRuns } from '../../../infra/local/stale-runs.ts';
import type { StackOutputs } from '../../../infra/outputs.ts';
import { parsePlan } from '../../../shared/domain/plan/compile/parse-plan.ts';
import { startNotificationListener } from '../../e2e/notification-listener.ts';
import { type PreparedDeployment, prepareDeployment } from '../../e2e/prepare-deployment.ts';
import { startRecordedCloud } from './recorded-cloud.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The stack under test: its URL, the endpoints of its cloud, and its outputs. */
    readonly deployed: DeployedStack;
    /** The endpoint of a DynamoDB and an S3 in which tests of the adapters make tables and buckets of their own. */
    readonly awsEndpoint: string;
  }
}

/** A stack that was deployed and set up on this test run's own local cloud; tests get it from `inject('deployed')`. */
export interface DeployedStack extends PreparedDeployment {
  readonly apiUrl: string;
  /** The endpoint of its cloud for SDKs, by TLS. */
  readonly endpoint: string;
  /** The same cloud by plain HTTP. */
  readonly apiEndpoint: string;
  readonly region: string;
  /** Environment variables for commands that run against it. */
  readonly env: Readonly<Record<string, string>>;
  readonly outputs: StackOutputs;
  /** The URL that receives notifications to reps; GET lists them. */
  readonly notificationUrl: string;
  /** The issuer that people sign in with, and the key that it signs their tokens with. */
  readonly signIn: Pick<SignInProvider, 'settings' | 'key'>;
}

const progress: Progress = (line) => console.log(`[local cloud] ${line}`);

/** What all projects of a test run share, and how many of them still need it. */
interface SharedDeployment {
  readonly deployed: DeployedStack;
  readonly recordedCalls: string;
  readonly stop: () => Promise<void>;
}

/** Vitest loads this file once per project, each time as a module of its own; only the process is the same. */
const shared = globalThis as { batonDeployment?: { readonly ready: Promise<SharedDeployment>; users: number } };

/**
 * Runs once per project with tests on the local cloud. The first one starts a cloud on a free port, deploys the real
 * stack to it and sets it up; the others use the same.
 */
export async function setup(project: TestProject): Promise<void> {
  shared.batonDeployment ??= { ready: deploy(), users: 0 };
  shared.batonDeployment.users += 1;
  const { deployed, recordedCalls } = await shared.batonDeployment.ready;
  project.provide('deployed', deployed);
  project.provide('awsEndpoint', deployed.endpoint);
  project.provide('recordedCalls', recordedCalls);
}

/** Stops the cloud and every process it started, when no project needs it any more. */
export async function teardown(): Promise<void> {
  const used = shared.batonDeployment;
  if (used === undefined) return;
  used.users -= 1;
  if (used.users > 0) return;
  delete shared.batonDeployment;
  // A deployment that failed has stopped its cloud itself.
  await used.ready.then(
    ({ stop }) => stop(),
    () => undefined,
  );
}

async function deploy(): Promise<SharedDeployment> {
  await removeStaleRuns('test');
  const { cloud, recordedCalls } = await startRecordedCloud({
    name: `test-${process.pid}`,
    data: 'discard',
    progress,
  });
  const signIn = await startTestSignIn();
  let listener: Awaited<ReturnType<typeof startNotificationListener>> | undefined;
  const stop = async (): Promise<void> => {
    await listener?.stop();
    await signIn.close();
    await cloud.stop();
  };
  try {
    const outputs = await deployToLocalCloud(cloud, progress, { signIn: signIn.settings });
    const { endpoint, apiEndpoint, region, env, directory } = cloud;
    listener = await startNotificationListener();
    const notificationUrl = listener.url;
    const prepared = await prepareDeployment({ env, outputs, directory, noticeUrl: notificationUrl, say: progress });
    const deployed = {
      ...prepared,
      apiUrl: outputs.ApiUrl,
      endpoint,
      apiEndpoint,
      region,
      env,
      outputs,
      notificationUrl,
      signIn: { settings: signIn.settings, key: signIn.key },
    };
    return { deployed, recordedCalls, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts the sign-in of the tests' people. */
async function startTestSignIn(): Promise<SignInProvider> {
  const [reps, planText] = await Promise.all(
    ['reps.yaml', 'plan.yaml'].map((file) => readFile(join(import.meta.dirname, '../../e2e', file), 'utf8')),
  );
  const plan = parsePlan(planText ?? '');
  if (!plan.ok) throw new Error('the plan of the tests has problems');
  return startSignInProvider({ people: readLocalPeople(reps ?? '', plan.value) });
}
