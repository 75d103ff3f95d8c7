import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findValues, logicalIdOf, synthesise } from './synthesised.ts';

const { resources } = synthesise('prod');
const alarms = resources('AWS::CloudWatch::Alarm');
const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const sections = new Set([...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? '')));

/** Returns the anchor that Markdown viewers give a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}

/** What the first line of each section says: `Page`, `Tell`, or `Page and tell`. */
const URGENCY_OF_SECTION = new Map(
  [...runbook.matchAll(/^## (.+)\n\*\*(.+)\.\*\*$/gm)].map(
    ([, heading, urgency]) => [anchorOf(heading ?? ''), urgency] as const,
  ),
);

/** Returns which topic an alarm's action names. */
function topicNameOf(action: unknown): string | undefined {
  const id = logicalIdOf(action) ?? '';
  return id in resources('AWS::SNS::Topic') ? /^Alarms(Page|Tell)/.exec(id)?.[1]?.toLowerCase() : undefined;
}

describe('every alarm', () => {
  it.each(Object.keys(alarms))('%s states its impact and its runbook section', (id) => {
    const description = String(alarms[id]?.Properties.AlarmDescription);
    const [, impact, section] = /^(.{20,}\.) What to do: docs\/runbook\.md#([\w-]+)$/.exec(description) ?? [];
    expect(impact, description).toBeDefined();
    expect([...sections], description).toContain(section);
  });

  it('pages or tells, as its runbook section says, when it begins and when it ends', () => {
    const expected = (description: unknown) => {
      const section = String(description).split('#').at(-1) ?? '';
      return (URGENCY_OF_SECTION.get(section) ?? '').toLowerCase().split(' and ');
    };
    for (const { Properties } of Object.values(alarms))
      for (const actions of [Properties.AlarmActions, Properties.OKActions])
        expect([actions].flat().map(topicNameOf)).toEqual(expected(Properties.AlarmDescription));
  });
});

describe('the runbook', () => {
  it('has no section without an alarm', () => {
    const used = Object.values(alarms).map(({ Properties }) => String(Properties.AlarmDescription).split('#').at(-1));
    expect([...sections].filter((section) => !used.includes(section) && section !== 'alarms-not-delivered')).toEqual(
      [],
    );
  });
});

describe('alarms exist for', () => {
  const watched = (metric: string) =>
    Object.values(alarms).filter(({ Properties }) => Properties.MetricName === metric);

  it('errors of every function', () => {
    // Others watch the errors of one version; deployments.test.ts tests them.
    const ofAllVersions = watched('Errors').filter(({ Properties }) => [Properties.Dimensions].flat().length === 1);
    const functions = ofAllVersions.flatMap(({ Properties }) => findValues('Value', Properties.Dimensions));
    expect(functions.map(logicalIdOf).sort()).toEqual(Object.keys(resources('AWS::Lambda::Function')).sort());
  });

  it.each([
    ['IteratorAge', 1],
    ['ApproximateAgeOfOldestMessage', 1],
    ['CountingNotRequested', 1],
    ['EventsNotRelayed', 1],
    ['ExecutionsFailed', 4],
    ['OpenExecutionCount', 1],
    ['5xx', 1],
    ['Latency', 1],
    ['Throttles', 1],
    ['TransactionConflict', 2],
    ['SweepCapped', 1],
    ['RetentionFailed', 1],
    ['OldestOverdueInImportLists', 1],
    ['SweepHealed', 1],
    ['NoActivePlan', 1],
    ['RowUnreadable', 1],
  ])('%s', (metric, count) => {
    expect(watched(metric)).toHaveLength(count);
  });

  it('throttled requests of every table, whatever the operation', () => {
    const queries = Object.values(alarms).flatMap(({ Properties }) => findValues('Expression', Properties.Metrics));
    for (const table of Object.keys(resources('AWS::DynamoDB::Table'))) {
      const found = queries.filter((query) => JSON.stringify(query).includes(`"Ref":"${table}"`));
      expect(found, table).toHaveLength(1);
      expect(JSON.stringify(found)).toContain('SELECT SUM(ThrottledRequests)');
    }
  });

  it.each([
    ['Invocations', 2],
    ['ExecutionsStarted', 2],
  ])('missing runs of the sweep, digests, recycling and retention (%s)', (metric, count) => {
    expect(watched(metric)).toHaveLength(count);
    for (const { Properties } of watched(metric))
      expect(Properties).toMatchObject({ ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' });
  });
});
