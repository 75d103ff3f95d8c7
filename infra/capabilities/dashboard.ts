import { Duration, Stack } from 'aws-cdk-lib';
import {
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { MetricName } from '../../shared/runtime/telemetry/metrics.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { RecordTable } from '../constructs/record-table.ts';
import { ServiceFunction } from '../constructs/service-function.ts';

const PERIOD = Duration.minutes(5);
const WIDTH = 8;

/**
 * The operator's first page: intake, speed and quality of answers, waiting leads, health of the sweep, failures and
 * cost drivers. Created last, because it searches the stack for the resources to show.
 */
export class Dashboard extends Construct {
  readonly #deployment: Deployment;

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment }) {
    super(scope, id);
    this.#deployment = props.deployment;
    const { name } = props.deployment.environment;
    new CloudWatchDashboard(this, 'Dashboard', {
      periodOverride: PeriodOverride.AUTO,
      widgets: [
        [
          new TextWidget({
            width: 24,
            height: 2,
            markdown: `# Baton, ${name}\nFigures by team, source, rule and rep: \`baton report --env ${name}\`. What to do about an alarm: docs/runbook.md.`,
          }),
        ],
        [
          this.#customMetrics('Intake: deliveries', 'receive-lead', [
            'DeliveryReceived',
            'DeliveryRefused',
            'DeliveryUnparseable',
          ]),
          this.#customMetrics('Leads', 'relay-events', ['LeadReceived', 'LeadRouted', 'LeadAssigned', 'LeadAnswered']),
          this.#speedToLead(),
        ],
        [
          this.#customMetrics('SLA', 'relay-events', ['SlaWarned', 'SlaBreached', 'LeadReassigned']),
          this.#customMetrics('Waiting, falling back, uncovered', 'relay-events', [
            'LeadWaiting',
            'LeadFellBack',
            'LeadUncovered',
          ]),
          this.#customMetrics('Sweep: leads healed, runs capped', 'sweep', ['SweepHealed', 'SweepCapped']),
        ],
        [this.#oldestOverdue(), this.#streamAge(), this.#messages()],
        [
          this.#functionMetric('Errors', 'metricErrors'),
          this.#functionMetric('Throttles', 'metricThrottles'),
          this.#machines(),
        ],
        this.#costDrivers(),
      ],
    });
  }

  #customMetrics(title: string, service: string, names: readonly MetricName[]): IWidget {
    return graph(
      title,
      names.map((metricName) =>
        customMetric(this.#deployment, service, metricName).with({ period: PERIOD, label: metricName }),
      ),
    );
  }

  #speedToLead(): IWidget {
    const speed = customMetric(this.#deployment, 'record-answer', 'SpeedToLead');
    return graph('Speed-to-lead by answers, seconds', [
      speed.with({ statistic: 'p50', period: Duration.hours(1), label: 'median' }),
      speed.with({ statistic: 'p95', period: Duration.hours(1), label: 'P95' }),
    ]);
  }

  #oldestOverdue(): IWidget {
    const oldest = customMetric(this.#deployment, 'sweep', 'OldestOverdue', 'Maximum');
    const inLists = customMetric(this.#deployment, 'sweep', 'OldestOverdueInImportLists', 'Maximum');
    return graph('Sweep: oldest overdue lead, seconds', [
      oldest.with({ period: PERIOD, label: 'oldest' }),
      inLists.with({ period: PERIOD, label: 'in lists' }),
    ]);
  }

  #streamAge(): IWidget {
    const readers = this.#findAll(ServiceFunction).filter((one) => one.node.id === 'RelayEvents');
    const age = readers.map((one) =>
      one.metric('IteratorAge', { period: PERIOD, statistic: 'Maximum', label: one.node.id }),
    );
    return graph('Stream: iterator age, milliseconds', age);
  }

  #messages(): IWidget {
    const queues = this.#findAll(Queue);
    return graph(
      'Queues and dead letters: messages',
      queues.map((queue) =>
        queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum', label: queue.node.id }),
      ),
    );
  }

  #functionMetric(title: string, metric: 'metricErrors' | 'metricThrottles'): IWidget {
    return graph(
      `Functions: ${title.toLowerCase()}`,
      this.#findAll(ServiceFunction).map((one) =>
        one[metric]({ period: PERIOD, statistic: 'Sum', label: one.node.id }),
      ),
    );
  }

  #machines(): IWidget {
    const machines = this.#findAll(StateMachine);
    return graph(
      'State machines: failed executions',
      machines.map((machine) => machine.metricFailed({ period: PERIOD, label: machine.node.path.split('/').at(-2) })),
    );
  }

  /** The main cost drivers, per hour. */
  #costDrivers(): IWidget[] {
    const hour = { period: Duration.hours(1), statistic: 'Sum' } as const;
    const tables = this.#findAll(RecordTable);
    const consumed = (metricName: string) =>
      tables.map(
        ({ table, node }) =>
          new Metric({
            namespace: 'AWS/DynamoDB',
            metricName,
            dimensionsMap: { TableName: table.tableName },
            label: node.id,
            ...hour,
          }),
      );
    return [
      graph('Cost: rows written, units', consumed('ConsumedWriteCapacityUnits')),
      graph('Cost: rows read, units', consumed('ConsumedReadCapacityUnits')),
      graph(
        'Cost: invocations',
        this.#findAll(ServiceFunction).map((one) => one.metricInvocations({ ...hour, label: one.node.id })),
      ),
    ];
  }

  #findAll<Kind extends Construct>(kind: abstract new (...args: never[]) => Kind): readonly Kind[] {
    return Stack.of(this)
      .node.findAll()
      .filter((one): one is Kind => one instanceof kind);
  }
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: WIDTH, height: 6, leftYAxis: { min: 0 }, liveData: true });
}
