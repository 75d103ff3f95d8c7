import { appendFile } from 'node:fs/promises';
import type { ServerIdentity } from '../../../infra/local/certificate.ts';
import {
  callerOf,
  type RecordedRequest,
  type RecordingProxy,
  startRecordingProxy,
} from '../../../infra/local/recording-proxy.ts';
import { MAIL_PATH, requestToCalls, type SdkCall } from './sdk-call.ts';

/** A call that a deployed function made. */
export interface RecordedSdkCall extends SdkCall {
  /** The function's folder under functions/; empty when unknown. */
  readonly functionName: string;
}

/**
 * Starts a proxy between the functions and the local cloud that records, as JSON lines in a file, which function called
 * which action on which resource: each combination once, without request or response content.
 */
export async function startCallRecorder(options: {
  readonly cloud: string;
  readonly identity: ServerIdentity;
  readonly file: string;
}): Promise<RecordingProxy> {
  const known = new Set<string>();
  const onRequest = async (passing: RecordedRequest): Promise<void> => {
    const functionName = callerOf(passing);
    const { method, url, headers } = passing;
    const target = headers['x-amz-target'];
    const isRead = target !== undefined || url.startsWith(MAIL_PATH);
    const body = isRead ? passing.body.toString('utf8') : '';
    const calls = requestToCalls({ method, url, target: target === undefined ? undefined : String(target), body });
    const lines = calls.map((call) => JSON.stringify({ functionName, ...call } satisfies RecordedSdkCall));
    const fresh = [...new Set(lines)].filter((line) => !known.has(line));
    for (const line of fresh) known.add(line);
    if (fresh.length > 0) await appendFile(options.file, fresh.map((line) => `${line}\n`).join(''));
  };
  return startRecordingProxy({ cloud: options.cloud, identity: options.identity, onRequest });
}
