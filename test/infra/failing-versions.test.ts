import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { findValues, logicalIdOf, type SynthesisedStack, synthesise, synthesiseEnvironment } from './synthesised.ts';

const before = synthesise('prod');
/** The same environment after a change of every function's settings, and so with a new version of each. */
const after = synthesiseEnvironment({ ...ENVIRONMENTS.prod, logLevel: 'DEBUG' });

interface Watched {
  readonly expression: unknown;
  /** The metrics that are added up. */
  readonly metrics: readonly string[];
  /** Values of the dimensions that name a version. */
  readonly versions: readonly unknown[];
}

/** Returns what may roll back the deployment of each function: the alarms of its group, by their ids. */
function rollbacksOf(stack: SynthesisedStack): Readonly<Record<string, Readonly<Record<string, Watched>>>> {
  const alarms = stack.resources('AWS::CloudWatch::Alarm');
  return Object.fromEntries(
    Object.entries(stack.resources('AWS::Lambda::Alias')).map(([alias, { Properties, UpdatePolicy }]) => {
      const [group] = findValues('DeploymentGroupName', UpdatePolicy).map(logicalIdOf);
      const { AlarmConfiguration } =
        stack.resources('AWS::CodeDeploy::DeploymentGroup')[String(group)]?.Properties ?? {};
      const ids = findValues('Name', AlarmConfiguration).map((name) => String(logicalIdOf(name)));
      expect(ids.length, alias).toBeGreaterThan(0);
      return [String(logicalIdOf(Properties.FunctionName)), Object.fromEntries(ids.map((id) => [id, watchedBy(id)]))];
    }),
  );

  function watchedBy(id: string): Watched {
    const stats = findValues('Metric', alarms[id]?.Properties.Metrics) as readonly {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
    }[];
    return {
      expression: findValues('Expression', alarms[id]?.Properties.Metrics)[0],
      metrics: stats.map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`),
      versions: stats.map(({ Dimensions }) =>
        logicalIdOf(Dimensions.find(({ Name }) => /version$/i.test(Name))?.Value),
      ),
    };
  }
}

describe('what rolls a deployment back', () => {
  const rollbacks = rollbacksOf(before);
  const versions = before.resources('AWS::Lambda::Version');

  it('are failures of the version that is deployed, and of no other', () => {
    for (const [handler, alarms] of Object.entries(rollbacks))
      for (const [id, watched] of Object.entries(alarms))
        for (const version of watched.versions)
          expect(logicalIdOf(versions[String(version)]?.Properties.FunctionName), id).toBe(handler);
  });

  it('are errors that Lambda sees, and failures that a function answers', () => {
    for (const [handler, alarms] of Object.entries(rollbacks)) {
      const [watched, ...others] = Object.values(alarms);
      expect(watched?.metrics.toSorted(), handler).toEqual(['AWS/Lambda Errors', 'Baton CallFailed']);
      expect(watched?.expression, handler).toBe('FILL(seen, 0) + FILL(answered, 0)');
      expect(others, handler).toEqual([]);
    }
  });

  it('is watched before the version gets its first call', () => {
    for (const { DependsOn, UpdatePolicy } of Object.values(before.resources('AWS::Lambda::Alias')))
      expect(DependsOn).toContain(findValues('DeploymentGroupName', UpdatePolicy).map(logicalIdOf)[0]);
  });
});

describe('a version that fails already', () => {
  it('does not forbid the deployment of the next one: the next has new alarms, which have never rung', () => {
    const known = new Set(Object.keys(before.resources('AWS::CloudWatch::Alarm')));
    const next = Object.values(rollbacksOf(after)).flatMap((alarms) => Object.keys(alarms));
    expect(next).toHaveLength(Object.keys(before.resources('AWS::Lambda::Function')).length);
    expect(next.filter((id) => known.has(id))).toEqual([]);
  });

  it('keeps its alarms as long as its code and settings stay the same', () => {
    const again = synthesiseEnvironment({ ...ENVIRONMENTS.prod });
    expect(rollbacksOf(again)).toEqual(rollbacksOf(before));
  });
});

describe('a deployment at once', () => {
  const atOnce = synthesiseEnvironment(ENVIRONMENTS.prod, { atOnce: true });

  it('asks no alarm, and changes nothing else', () => {
    const template = structuredClone(before.template.toJSON()) as {
      Resources: Record<string, { Type: string; UpdatePolicy?: unknown }>;
    };
    for (const one of Object.values(template.Resources)) if (one.Type === 'AWS::Lambda::Alias') delete one.UpdatePolicy;
    expect(atOnce.template.toJSON()).toEqual(template);
  });
});
