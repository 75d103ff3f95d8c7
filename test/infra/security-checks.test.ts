import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS, type EnvironmentName } from '../../infra/environments.ts';
import { synthesise } from './synthesised.ts';

describe.each(Object.keys(ENVIRONMENTS) as EnvironmentName[])('security checks of %s', (name) => {
  const { stack } = synthesise(name);

  it.each([new AwsSolutionsChecks(), new ServerlessChecks()])('$readPackName has no unjustified findings', (pack) => {
    const { violations } = pack.validateScope(stack);
    const findings = violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ resourceLogicalId }) => `${ruleName} ${resourceLogicalId}`),
    );
    expect(findings).toEqual([]);
  });
});
