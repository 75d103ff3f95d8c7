import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The region of every local cloud. */
export const LOCAL_REGION = 'us-east-1';

/** Returns environment variables that direct AWS tools to the cloud at this endpoint only; it accepts any key. */
export function cloudEnvironment(endpoint: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: LOCAL_REGION,
    AWS_DEFAULT_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: '127.0.0.1,localhost',
  };
}

/** Returns the endpoint of the cloud that uses this directory, if it is running. */
export async function findRunningCloud(directory: string): Promise<string | undefined> {
  const port = await readFile(join(directory, 'port'), 'utf8').catch(() => undefined);
  if (port === undefined) return undefined;
  const endpoint = `http://127.0.0.1:${port}`;
  const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
  return answer?.ok ? endpoint : undefined;
}
