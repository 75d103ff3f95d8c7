import type { TestProject } from 'vitest/node';
import { deployTo } from '../../infra/local/deploy.ts';
import { removeLeftovers } from '../../infra/local/leftovers.ts';
import { type LocalCloud, startLocalCloud } from '../../infra/local/local-cloud.ts';
import type { Progress } from '../../infra/local/progress.ts';
import type { StackOutputs } from '../../infra/outputs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The stack under test: where it answers, how clients reach its cloud, what it is made of. */
    readonly deployed: DeployedStack;
  }
}

/** A stack deployed to a local cloud of this test run's own; `inject('deployed')` gives it to a test. */
export interface DeployedStack {
  readonly apiUrl: string;
  readonly endpoint: string;
  readonly region: string;
  /** Environment variables for commands that are run against it. */
  readonly env: Readonly<Record<string, string>>;
  readonly outputs: StackOutputs;
}

const progress: Progress = (line) => console.log(`[local cloud] ${line}`);

let cloud: LocalCloud | undefined;

/** Once before all tests on the local cloud: starts one on a free port and deploys the real stack to it. */
export async function setup(project: TestProject): Promise<void> {
  await removeLeftovers('test');
  cloud = await startLocalCloud({ name: `test-${process.pid}`, data: 'discard', progress });
  try {
    const outputs = await deployTo(cloud, progress);
    const { endpoint, region, env } = cloud;
    project.provide('deployed', { apiUrl: outputs.ApiUrl, endpoint, region, env, outputs });
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

/** Ends the cloud and every process it started. */
export async function teardown(): Promise<void> {
  await cloud?.stop();
}
