import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { alarmTopicsOf } from './alarm-sections.ts';
import type { Deployment } from './deployment.ts';

/** Options of {@link BatonAlarm}. */
export interface BatonAlarmProps {
  readonly deployment: Pick<Deployment, 'alarmTopics'>;
  readonly metric: IMetric;
  readonly threshold: number;
  /**
   * `atLeast` (default): at or above the threshold; missing data is good news. `below`: under the threshold; missing
   * data is bad news too. `median_below`: the median is under the threshold and is based on twenty values or more.
   */
  readonly comparison?: 'atLeast' | 'below' | 'median_below';
  /** Number of consecutive periods; default 1. */
  readonly periods?: number;
  /** The impact on leads and on the people who wait for them, in one sentence. */
  readonly errorImpact: string;
  /** Anchor of the section in docs/runbook.md that says what to do. It decides which topic is notified. */
  readonly runbookSection: string;
}

const COMPARISONS = {
  atLeast: {
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  },
  below: {
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING,
  },
  // CloudWatch treats a median of fewer than twenty values as a low sample count.
  median_below: {
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    evaluateLowSampleCountPercentile: 'ignore',
  },
} as const;

/** An alarm whose description states its impact and links to its runbook section. */
export class BatonAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, props: BatonAlarmProps) {
    super(scope, id);
    this.alarm = new Alarm(this, 'Alarm', {
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.periods ?? 1,
      ...COMPARISONS[props.comparison ?? 'atLeast'],
      alarmDescription: `${props.errorImpact} What to do: docs/runbook.md#${props.runbookSection}`,
    });
    for (const name of alarmTopicsOf(props.runbookSection)) {
      const action = new SnsAction(props.deployment.alarmTopics[name]);
      this.alarm.addAlarmAction(action);
      this.alarm.addOkAction(action);
    }
  }
}
