import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { findValues, logicalIdOf, synthesise } from './synthesised.ts';

const prod = synthesise('prod');
const functions = Object.keys(prod.resources('AWS::Lambda::Function'));
const aliases = prod.resources('AWS::Lambda::Alias');
const groups = Object.values(prod.resources('AWS::CodeDeploy::DeploymentGroup'));

/** Resource types that invoke functions. */
const CALLERS = [
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Scheduler::Schedule',
  'AWS::StepFunctions::StateMachine',
] as const;

/** Returns the logical ids that a value refers to. */
function referredTo(inside: unknown): readonly string[] {
  const found = [...findValues('Ref', inside), ...findValues('Fn::GetAtt', inside)];
  return found.map((value) => String(Array.isArray(value) ? value[0] : value));
}

describe('a gradual deployment', () => {
  it('gives every function an alias with a 10 % canary and rollback on alarm', () => {
    expect(
      Object.values(aliases)
        .map(({ Properties }) => logicalIdOf(Properties.FunctionName))
        .sort(),
    ).toEqual([...functions].sort());
    expect(groups).toHaveLength(functions.length);
    for (const { Properties } of groups) {
      expect(Properties.DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent5Minutes');
      expect(Properties.AutoRollbackConfiguration).toMatchObject({ Enabled: true });
    }
    for (const { UpdatePolicy } of Object.values(aliases))
      expect(UpdatePolicy).toHaveProperty('CodeDeployLambdaAliasUpdate.DeploymentGroupName');
  });

  it('has one application and one role for all functions', () => {
    expect(Object.keys(prod.resources('AWS::CodeDeploy::Application'))).toHaveLength(1);
    expect(new Set(groups.map(({ Properties }) => logicalIdOf(Properties.ServiceRoleArn))).size).toBe(1);
  });

  it('applies to all callers: every caller of a function calls its alias', () => {
    for (const type of CALLERS) {
      const called = Object.values(prod.resources(type)).flatMap(({ Properties }) => referredTo(Properties));
      expect(
        called.filter((id) => functions.includes(id)),
        type,
      ).toEqual([]);
      expect(called.filter((id) => id in aliases).length, type).toBeGreaterThan(0);
    }
  });

  it('applies to functions that call functions', () => {
    const told = Object.values(prod.resources('AWS::Lambda::Function')).flatMap(({ Properties }) =>
      findValues('NOTIFY_FUNCTION_ARN', Properties),
    );
    expect(told.map((arn) => String(logicalIdOf(arn)) in aliases)).toEqual([true]);
  });

  it('keeps events that an alias failed to process, as its function would', () => {
    const kept = Object.values(prod.resources('AWS::Lambda::EventInvokeConfig')).map(({ Properties }) => ({
      qualifier: Properties.Qualifier,
      onFailure: findValues('Destination', Properties.DestinationConfig).length,
    }));
    const ofAliases = kept.filter(({ qualifier }) => qualifier !== '$LATEST');
    // Nobody calls a function itself where there are aliases.
    expect(ofAliases).toHaveLength(kept.length);
    expect(ofAliases.every(({ onFailure }) => onFailure === 1)).toBe(true);
  });

  it('is only for environments with real leads; elsewhere new code is live at once', () => {
    expect(Object.keys(synthesise('dev').resources('AWS::Lambda::Alias'))).toEqual([]);
    expect(ENVIRONMENTS.staging.deployGradually).toBe(true);
  });
});
