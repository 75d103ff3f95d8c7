import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';
import type { TeamQueue } from './team-queue.ts';

const FUNCTION_NAME = 'refresh-calendars';

/** Options of {@link Calendars}. */
export interface CalendarsProps extends CapabilityProps {
  /** Its doorbell rings when a leave in a calendar changes who is free. */
  readonly teamQueue: TeamQueue;
}

/**
 * Reads reps' calendars on a schedule, so that assignment knows who is in a meeting without asking anybody. Its pause
 * switch is `calendarsRun` in environments.ts; without it everybody counts as free.
 */
export class Calendars extends Construct {
  readonly refreshCalendars: ServiceFunction;

  constructor(scope: Construct, id: string, { deployment, storage, secrets, teamQueue }: CalendarsProps) {
    super(scope, id);
    this.refreshCalendars = new ServiceFunction(this, 'RefreshCalendars', {
      deployment,
      name: FUNCTION_NAME,
      invocation: 'event',
      errorImpact: 'Calendars are not read: after an hour, reps in a meeting get urgent leads.',
      memoryMegabytes: 512,
      timeoutSeconds: 60,
    });
    storage.grant(this.refreshCalendars, { leads: 'read-write', reps: 'read-write' });
    secrets.grant(this.refreshCalendars, 'calendars');
    teamQueue.grantRing(this.refreshCalendars);
    this.#grantCall(teamQueue.assignLeads, deployment);
    this.#schedule(deployment);
    this.#alarms(deployment);
  }

  /** Allows a function to have calendars read at once, and tells it how. It gets no credentials of calendars. */
  #grantCall(handler: ServiceFunction, { environment }: Deployment): void {
    const { functionArn } = this.refreshCalendars.live;
    handler.addSettings({ REFRESH_CALENDARS_ARN: environment.calendarsRun ? functionArn : 'none' });
    if (environment.calendarsRun) handler.allow('lambda:InvokeFunction', functionArn);
  }

  #schedule({ environment, schedules }: Deployment): void {
    schedules.add(this, 'Schedule', {
      every: Duration.minutes(environment.refreshCalendarsEveryMinutes),
      enabled: environment.calendarsRun,
      starts: this.refreshCalendars,
    });
  }

  #alarms(deployment: Deployment): void {
    new BatonAlarm(this, 'Unreadable', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'CalendarUnreadable', 'Maximum'),
      threshold: 1,
      periods: 3,
      errorImpact: 'A calendar cannot be read for hours: its rep counts as free, also during meetings.',
      runbookSection: 'calendar-unreadable',
    });
  }
}
