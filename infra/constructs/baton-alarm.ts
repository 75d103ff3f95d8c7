import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';

/** Options of {@link BatonAlarm}. */
export interface BatonAlarmProps {
  readonly deployment: Deployment;
  readonly metric: IMetric;
  readonly threshold: number;
  /**
   * `atLeast` (unless told): at the threshold or above, silence is good news; `below`: under it, silence too; `median_below`: when
   * a median is under it and stands on twenty values or more.
   */
  readonly alarmsWhen?: 'atLeast' | 'below' | 'median_below';
  /** How many periods in a row, 1 unless told. */
  readonly periods?: number;
  /** What it means for leads and the people who wait for them, in one sentence. */
  readonly errorImpact: string;
  /** The section of docs/runbook.md that says what to do: the anchor of its heading. */
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
  // CloudWatch calls a median of fewer than twenty values low in samples.
  median_below: {
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    evaluateLowSampleCountPercentile: 'ignore',
  },
} as const;

/** An alarm that says what it means and where it is written what to do. */
export class BatonAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, props: BatonAlarmProps) {
    super(scope, id);
    this.alarm = new Alarm(this, 'Alarm', {
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.periods ?? 1,
      ...COMPARISONS[props.alarmsWhen ?? 'atLeast'],
      alarmDescription: `${props.errorImpact} What to do: docs/runbook.md#${props.runbookSection}`,
    });
    const action = new SnsAction(props.deployment.alarmTopic);
    this.alarm.addAlarmAction(action);
    this.alarm.addOkAction(action);
  }
}
