import type { AlarmTopicName } from '../environment.ts';

/**
 * The sections of docs/runbook.md whose alarms go to each topic. An alarm pages when leads are not received, not
 * routed, not assigned or not announced, or when nobody can answer them. What the sweep or a later retry makes good is
 * only told. An alarm that was not delivered goes to both topics, because one of them may be broken.
 */
const SECTIONS: Readonly<Record<AlarmTopicName, readonly string[]>> = {
  page: [
    'receive-lead',
    'routing',
    'no-active-plan',
    'assign-leads',
    'notify-rep',
    'nobody-reached',
    'take-bounces',
    'record-answer',
    'handle-slack',
    'manage-leads',
    'authorize',
    'api-errors',
    'sweep',
    'sweep-capped',
    'oldest-overdue',
    'unreadable-rows',
    'alarms-not-delivered',
  ],
  tell: [
    'send-digests',
    'refused-senders',
    'unreadable-deliveries',
    'quarantine-overdue',
    'unmapped-fields',
    'unknown-values',
    'silent-sources',
    'manage-sources',
    'deliver-webhook',
    'webhooks-undelivered',
    'webhook-failing',
    'sync-crm',
    'crm-not-written',
    'crm-failing',
    'crm-left-out',
    'read-crm',
    'crm-not-read',
    'manage-quarantine',
    'manage-erasures',
    'failing-version',
    'api-latency',
    'functions-throttled',
    'table-throttled',
    'table-conflicts',
    'relay-events',
    'stream-age',
    'roll-up',
    'manage-shadow-mode',
    'show-reports',
    'enrichment-failing',
    'enrichment-coverage',
    'follow-up',
    'open-executions',
    'manage-accounts',
    'manage-reps',
    'manage-plans',
    'list-stuck',
    'refresh-calendars',
    'calendar-unreadable',
    'sweep-healing',
    'recycling',
    'retention',
    'alarms-not-delivered',
  ],
};

/**
 * Returns the topics that the alarms of a runbook section go to.
 * @throws if the section is in neither list.
 */
export function alarmTopicsOf(section: string): readonly AlarmTopicName[] {
  const names = (['page', 'tell'] as const).filter((name) => SECTIONS[name].includes(section));
  if (names.length > 0) return names;
  throw new Error(
    `runbook section "${section}": expected one that infra/constructs/alarm-sections.ts lists under page or tell`,
  );
}
