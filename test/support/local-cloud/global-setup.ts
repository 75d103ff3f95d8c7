import type { TestProject } from 'vitest/node';
import { deployToLocalCloud } from '../../../infra/local/deploy.ts';
import type { LocalCloud } from '../../../infra/local/local-cloud.ts';
import type { Progress } from '../../../infra/local/progress.ts';
import { removeStaleRuns } from '../../../infra/local/stale-runs.ts';
import type { StackOutputs } from '../../../infra/outputs.ts';
import { startNotificationListener } from '../../e2e/notification-listener.ts';
import { type PreparedDeployment, prepareDeployment } from '../../e2e/prepare-deployment.ts';
import { startRecordedCloud } from './recorded-cloud.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The stack under test: its URL, the endpoint of its cloud, and its outputs. */
    readonly deployed: DeployedStack;
  }
}

/** A stack that was deployed and set up on this test run's own local cloud; tests get it from `inject('deployed')`. */
export interface DeployedStack extends PreparedDeployment {
  readonly apiUrl: string;
  readonly endpoint: string;
  readonly region: string;
  /** Environment variables for commands that run against it. */
  readonly env: Readonly<Record<string, string>>;
  readonly outputs: StackOutputs;
  /** The URL that receives notifications to reps; GET lists them. */
  readonly notificationUrl: string;
}

const progress: Progress = (line) => console.log(`[local cloud] ${line}`);

let cloud: LocalCloud | undefined;
let listener: Awaited<ReturnType<typeof startNotificationListener>> | undefined;

/**
 * Runs once before all tests on the local cloud: starts one on a free port, deploys the real stack to it and sets it
 * up.
 */
export async function setup(project: TestProject): Promise<void> {
  await removeStaleRuns('test');
  const recorded = await startRecordedCloud({ name: `test-${process.pid}`, data: 'discard', progress });
  cloud = recorded.cloud;
  project.provide('recordedCalls', recorded.recordedCalls);
  try {
    const outputs = await deployToLocalCloud(cloud, progress);
    const { endpoint, region, env, directory } = cloud;
    listener = await startNotificationListener();
    const noticeUrl = listener.url;
    const prepared = await prepareDeployment({ env, outputs, directory, noticeUrl, say: progress });
    project.provide('deployed', {
      ...prepared,
      apiUrl: outputs.ApiUrl,
      endpoint,
      region,
      env,
      outputs,
      notificationUrl: noticeUrl,
    });
  } catch (error) {
    await teardown();
    throw error;
  }
}

/** Stops the cloud and every process it started. */
export async function teardown(): Promise<void> {
  await listener?.stop();
  await cloud?.stop();
}
