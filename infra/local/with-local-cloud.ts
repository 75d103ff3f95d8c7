import type { LocalOverrides } from '../environment.ts';
import type { StackOutputs } from '../outputs.ts';
import { deployToLocalCloud } from './deploy.ts';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from './local-cloud.ts';

/** A local cloud with the deployed stack of environment `local`. */
export interface DeployedCloud {
  readonly cloud: LocalCloud;
  readonly outputs: StackOutputs;
  /** Aborts on SIGINT or SIGTERM: finish then. */
  readonly interrupted: AbortSignal;
}

/** One Ctrl-C arrives more than once: from the terminal and from the parent processes. */
const CTRL_C_DEBOUNCE_MS = 1_000;

/**
 * Starts a local cloud, deploys to it, and runs `use`. Afterwards, or on failure, stops the cloud and all its
 * processes. The first SIGINT or SIGTERM aborts `interrupted`; a later one exits this process at once, and the cloud
 * stops on its own.
 * @throws an `AbortError` when interrupted before the deployment is complete.
 */
export async function runWithLocalCloud<T>(
  options: LocalCloudOptions & { readonly overrides?: LocalOverrides },
  use: (deployed: DeployedCloud) => Promise<T>,
): Promise<T> {
  const interruption = new AbortController();
  let firstAt: number | undefined;
  const interrupt = () => {
    if (firstAt !== undefined && performance.now() - firstAt > CTRL_C_DEBOUNCE_MS) process.exit(130);
    firstAt ??= performance.now();
    interruption.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    const cloud = await startLocalCloud(options);
    try {
      const outputs = await deployToLocalCloud(cloud, options.progress, options.overrides).catch((error: unknown) => {
        // Ctrl-C reaches the CDK CLI too; its error is then of no interest.
        interruption.signal.throwIfAborted();
        throw error;
      });
      interruption.signal.throwIfAborted();
      return await use({ cloud, outputs, interrupted: interruption.signal });
    } finally {
      await cloud.stop();
    }
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
