import type { TestProject } from 'vitest/node';
import { deployTo } from '../../../infra/local/deploy.ts';
import type { LocalCloud } from '../../../infra/local/local-cloud.ts';
import type { Progress } from '../../../infra/local/progress.ts';
import { removeLeftovers } from '../../../infra/local/stale-runs.ts';
import type { StackOutputs } from '../../../infra/outputs.ts';
import { startNoticeListener } from '../../e2e/notification-listener.ts';
import { type Prepared, prepareDeployment } from '../../e2e/prepare-deployment.ts';
import { startRecordedCloud } from './recorded-cloud.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The stack under test: where it answers, how clients reach its cloud, what it is made of. */
    readonly deployed: DeployedStack;
  }
}

/** A stack deployed to a local cloud of this test run's own and set up; `inject('deployed')` gives it to a test. */
export interface DeployedStack extends Prepared {
  readonly apiUrl: string;
  readonly endpoint: string;
  readonly region: string;
  /** Environment variables for commands that are run against it. */
  readonly env: Readonly<Record<string, string>>;
  readonly outputs: StackOutputs;
  /** Where notices to reps arrive; GET lists them. */
  readonly noticeUrl: string;
}

const progress: Progress = (line) => console.log(`[local cloud] ${line}`);

let cloud: LocalCloud | undefined;
let listener: Awaited<ReturnType<typeof startNoticeListener>> | undefined;

/** Once before all tests on the local cloud: starts one on a free port, deploys the real stack to it and sets it up. */
export async function setup(project: TestProject): Promise<void> {
  await removeLeftovers('test');
  const recorded = await startRecordedCloud({ name: `test-${process.pid}`, data: 'discard', progress });
  cloud = recorded.cloud;
  project.provide('recordedCalls', recorded.recordedCalls);
  try {
    const outputs = await deployTo(cloud, progress);
    const { endpoint, region, env, directory } = cloud;
    listener = await startNoticeListener();
    const noticeUrl = listener.url;
    const prepared = await prepareDeployment({ env, outputs, directory, noticeUrl, say: progress });
    project.provide('deployed', { ...prepared, apiUrl: outputs.ApiUrl, endpoint, region, env, outputs, noticeUrl });
  } catch (error) {
    await teardown();
    throw error;
  }
}

/** Ends the cloud and every process it started. */
export async function teardown(): Promise<void> {
  await listener?.stop();
  await cloud?.stop();
}
