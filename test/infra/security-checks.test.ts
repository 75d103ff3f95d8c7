import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import type { EnvironmentName } from '../../infra/environment.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { synthesise, synthesiseEnvironment } from './synthesised.ts';

const STACKS = {
  ...Object.fromEntries(Object.keys(ENVIRONMENTS).map((name) => [name, synthesise(name as EnvironmentName)])),
  'prod with a key of its own': synthesiseEnvironment({ ...ENVIRONMENTS.prod, account: { ownKey: true } }),
};

describe.each(Object.entries(STACKS))('security checks of %s', (_name, { stack }) => {
  it.each([new AwsSolutionsChecks(), new ServerlessChecks()])('$readPackName has no unjustified findings', (pack) => {
    const { violations } = pack.validateScope(stack);
    const findings = violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ resourceLogicalId }) => `${ruleName} ${resourceLogicalId}`),
    );
    expect(findings).toEqual([]);
  });
});
