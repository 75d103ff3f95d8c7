import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { OpenExecutions } from '../../ports/open-executions.ts';

/** How long a process uses what it has read. A million executions do not open in this time. */
const TTL_MILLISECONDS = 5 * 60_000;
/** The metrics come once a minute, a few minutes late. */
const LOOK_BACK_MILLISECONDS = 15 * 60_000;

/** Reads the share of open executions from the account's metrics, for several minutes at a time. */
export class OpenExecutionMetric implements OpenExecutions {
  readonly #client: CloudWatchClient;
  readonly #clock: () => number;
  readonly #onFailure: (error: unknown) => void;
  #share: Promise<number | undefined> = Promise.resolve(undefined);
  #readAt: number | undefined;

  /** `clock`: epoch milliseconds. `onFailure` is told why the metrics could not be read; the share is unknown then. */
  constructor(options: {
    readonly client: CloudWatchClient;
    readonly clock: () => number;
    readonly onFailure: (error: unknown) => void;
  }) {
    this.#client = options.client;
    this.#clock = options.clock;
    this.#onFailure = options.onFailure;
  }

  async share(): Promise<number | undefined> {
    const now = this.#clock();
    if (this.#readAt === undefined || now - this.#readAt >= TTL_MILLISECONDS) {
      this.#readAt = now;
      this.#share = this.#read(now).catch((error: unknown) => {
        this.#onFailure(error);
        return undefined;
      });
    }
    return this.#share;
  }

  async #read(now: number): Promise<number | undefined> {
    const { MetricDataResults = [] } = await this.#client.send(
      new GetMetricDataCommand({
        StartTime: new Date(now - LOOK_BACK_MILLISECONDS),
        EndTime: new Date(now),
        ScanBy: 'TimestampDescending',
        MetricDataQueries: [queryOf('open', 'OpenExecutionCount'), queryOf('limit', 'OpenExecutionLimit')],
      }),
    );
    const newest = (query: string) => MetricDataResults.find(({ Id }) => Id === query)?.Values?.[0];
    const open = newest('open');
    const limit = newest('limit');
    return open === undefined || !limit ? undefined : open / limit;
  }
}

function queryOf(Id: string, MetricName: string) {
  return { Id, MetricStat: { Metric: { Namespace: 'AWS/States', MetricName }, Period: 60, Stat: 'Maximum' } };
}
