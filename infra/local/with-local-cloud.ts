import type { StackOutputs } from '../outputs.ts';
import { deployTo } from './deploy.ts';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from './local-cloud.ts';

/** A local cloud with the stack of environment `local` in it. */
export interface DeployedCloud {
  readonly cloud: LocalCloud;
  readonly outputs: StackOutputs;
  /** Aborts when the person at the terminal, or the system, wants an end: finish then. */
  readonly interrupted: AbortSignal;
}

/** One Ctrl-C reaches us more than once: from the terminal, and from the programs that started us. */
const SAME_CTRL_C_MS = 1_000;

/**
 * Starts a local cloud, deploys to it, and hands it over until `use` ends; then, or when something failed, ends the cloud and all
 * its processes. The first SIGINT or SIGTERM aborts `interrupted`; another one, later, ends this process at once, and the cloud
 * ends itself.
 * @throws an `AbortError` when that happened before there was anything to hand over.
 */
export async function withLocalCloud<T>(
  options: LocalCloudOptions,
  use: (deployed: DeployedCloud) => Promise<T>,
): Promise<T> {
  const interruption = new AbortController();
  let firstAt: number | undefined;
  const interrupt = () => {
    if (firstAt !== undefined && performance.now() - firstAt > SAME_CTRL_C_MS) process.exit(130);
    firstAt ??= performance.now();
    interruption.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    const cloud = await startLocalCloud(options);
    try {
      const outputs = await deployTo(cloud, options.progress).catch((error: unknown) => {
        // Ctrl-C reaches the CDK command, too: what it says of that is no news.
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
