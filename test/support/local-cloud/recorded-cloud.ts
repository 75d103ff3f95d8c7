import { join } from 'node:path';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../../infra/local/local-cloud.ts';
import type { Onlooker } from '../../../infra/local/recording-proxy.ts';
import { BATON_DIRECTORY } from '../../../infra/project-root.ts';
import { startCallRecorder } from '../../infra/permissions/call-recorder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file with the SDK calls that the deployed functions have made so far, a line of JSON each. */
    readonly recordedCalls: string;
  }
}

/** A local cloud that notes which function calls what, in `recordedCalls`; one that runs already (BATON_ENDPOINT) notes nothing. */
export async function startRecordedCloud(
  options: LocalCloudOptions,
): Promise<{ readonly cloud: LocalCloud; readonly recordedCalls: string }> {
  const recordedCalls = join(BATON_DIRECTORY, options.name, 'sdk-calls.jsonl');
  let recorder: Onlooker | undefined;
  const functionsCall = async (endpoint: string): Promise<string> => {
    recorder = await startCallRecorder({ cloud: endpoint, file: recordedCalls });
    return recorder.endpoint;
  };
  const cloud = await startLocalCloud({ ...options, functionsCall }).catch(async (error: unknown) => {
    await recorder?.stop();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await cloud.stop();
    await recorder?.stop();
  };
  return { cloud: { ...cloud, stop }, recordedCalls };
}
