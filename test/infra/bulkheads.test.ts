import { describe, expect, it } from 'vitest';
import type { EnvironmentName } from '../../infra/environment.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { logicalIdOf, type SynthesisedStack, synthesise, synthesiseEnvironment } from './synthesised.ts';

/** Returns how many of each function may run at once, by the queue that calls it. */
function maximaOf({ resources }: SynthesisedStack): Readonly<Record<string, unknown>> {
  const queues = Object.keys(resources('AWS::SQS::Queue'));
  return Object.fromEntries(
    Object.values(resources('AWS::Lambda::EventSourceMapping')).flatMap(({ Properties }) => {
      const queue = String(logicalIdOf(Properties.EventSourceArn));
      const { MaximumConcurrency } = (Properties.ScalingConfig ?? {}) as { MaximumConcurrency?: number };
      return queues.includes(queue) ? [[queue.replace(/[0-9A-F]{8}$/, ''), MaximumConcurrency]] : [];
    }),
  );
}

/** Returns the reserved concurrency of functions, by the beginning of their ids. */
function reservedIn({ resources }: SynthesisedStack): readonly (readonly [string, unknown])[] {
  return Object.entries(resources('AWS::Lambda::Function'))
    .filter(([, { Properties }]) => Properties.ReservedConcurrentExecutions !== undefined)
    .map(([id, { Properties }]) => [id.replace(/[0-9A-F]{8}$/, ''), Properties.ReservedConcurrentExecutions]);
}

describe('a function that a queue calls', () => {
  it.each(Object.keys(ENVIRONMENTS) as EnvironmentName[])('runs only so often at once in %s', (name) => {
    const { assignLeads, deliverWebhook, syncCrm } = ENVIRONMENTS[name].concurrency;
    expect(maximaOf(synthesise(name))).toEqual({
      TeamQueueDoorbell: assignLeads,
      OutgoingWebhooksEvents: deliverWebhook,
      CrmNudges: syncCrm,
      // Those who count at once write the same rows.
      ReportsToCount: 2,
    });
  });
});

describe('intake', () => {
  it('reserves nothing by default: a new account has less than the 100 that must stay unreserved', () => {
    expect(reservedIn(synthesise('prod'))).toEqual([]);
  });

  it('alone reserves what its environment says', () => {
    const concurrency = { ...ENVIRONMENTS.prod.concurrency, reservedForIntake: 50 };
    expect(reservedIn(synthesiseEnvironment({ ...ENVIRONMENTS.prod, concurrency }))).toEqual([
      ['IntakeReceiveLead', 50],
    ]);
  });
});
