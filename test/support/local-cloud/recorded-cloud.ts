import { join } from 'node:path';
import type { ServerIdentity } from '../../../infra/local/certificate.ts';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../../infra/local/local-cloud.ts';
import type { RecordingProxy } from '../../../infra/local/recording-proxy.ts';
import { BATON_DIRECTORY } from '../../../infra/project-root.ts';
import { startCallRecorder } from '../../infra/permissions/call-recorder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file with the SDK calls of the deployed functions so far, one JSON object per line. */
    readonly recordedCalls: string;
  }
}

/**
 * Starts a local cloud that records function calls in `recordedCalls`. An external cloud (BATON_ENDPOINT) records
 * nothing.
 */
export async function startRecordedCloud(
  options: LocalCloudOptions,
): Promise<{ readonly cloud: LocalCloud; readonly recordedCalls: string }> {
  const recordedCalls = join(BATON_DIRECTORY, options.name, 'sdk-calls.jsonl');
  let recorder: RecordingProxy | undefined;
  const functionsCall = async (endpoint: string, identity: ServerIdentity): Promise<string> => {
    recorder = await startCallRecorder({ cloud: endpoint, identity, file: recordedCalls });
    return recorder.endpoint;
  };
  const cloud = await startLocalCloud({ ...options, functionEndpoint: functionsCall }).catch(async (error: unknown) => {
    await recorder?.stop();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await cloud.stop();
    await recorder?.stop();
  };
  return { cloud: { ...cloud, stop }, recordedCalls };
}
