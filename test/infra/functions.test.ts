import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EnvironmentName } from '../../infra/environment.ts';
import { ENV_VARIABLES } from '../../shared/runtime/env.ts';
import { findValues, logicalIdOf, synthesise } from './synthesised.ts';

const { resources } = synthesise('prod');
const functions = resources('AWS::Lambda::Function');
const ids = Object.keys(functions);

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface Trust {
  readonly Principal: { readonly Service: string };
  readonly Condition?: unknown;
}

const statements = Object.values(resources('AWS::IAM::Policy')).flatMap(
  ({ Properties }) => (Properties.PolicyDocument as { readonly Statement: readonly Statement[] }).Statement,
);

describe('every function', () => {
  it.each(ids)('%s has the house settings', (id) => {
    expect(functions[id]?.Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      // Nothing is written about calls that went well.
      LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN', ApplicationLogLevel: 'INFO' },
      Environment: { Variables: { ENVIRONMENT: 'prod', LOG_LEVEL: 'INFO' } },
    });
    expect(functions[id]?.Properties.Timeout).toBeLessThanOrEqual(60);
    expect(functions[id]?.Properties.MemorySize).toBeGreaterThanOrEqual(256);
  });

  it('sends traces only where the environment asks for them, since each is billed', () => {
    const modesIn = (name: EnvironmentName) =>
      Object.values(synthesise(name).resources('AWS::Lambda::Function'))
        // The function that empties dev's bucket comes with CDK and has no settings.
        .filter(({ Properties }) => Properties.Environment !== undefined)
        .map(({ Properties }) => Properties.TracingConfig);
    expect(new Set(modesIn('prod'))).toEqual(new Set([undefined]));
    for (const mode of modesIn('dev')) expect(mode).toEqual({ Mode: 'Active' });
  });

  it('logs to the one log group of all functions, which has a retention', () => {
    const groups = resources('AWS::Logs::LogGroup');
    const used = ids.map((id) => logicalIdOf(findValues('LogGroup', functions[id]?.Properties.LoggingConfig)[0]));
    expect(new Set(used).size).toBe(1);
    for (const group of used) expect(groups[String(group)]?.Properties.RetentionInDays).toBe(180);
  });

  it('has its own role', () => {
    const roles = ids.map((id) => logicalIdOf(functions[id]?.Properties.Role));
    expect(new Set(roles).size).toBe(ids.length);
  });

  it('gets only settings that the code can read', () => {
    const known = [...Object.keys(ENV_VARIABLES), 'AWS_SDK_UA_APP_ID'];
    for (const id of ids)
      for (const variables of findValues('Variables', functions[id]?.Properties.Environment))
        expect(known).toEqual(expect.arrayContaining(Object.keys(variables as object)));
  });

  it('matches a folder under functions/, one per handler', () => {
    const folders = readdirSync(new URL('../../functions', import.meta.url), { recursive: true, encoding: 'utf8' });
    const handlers = folders.filter((path) => path.endsWith('/handler.ts'));
    expect(handlers).toHaveLength(ids.length);
  });
});

describe('roles', () => {
  it('are assumed by a service only for this account, where the service says for whom it acts', () => {
    const trusts = Object.values(resources('AWS::IAM::Role')).map(
      ({ Properties }) => (Properties.AssumeRolePolicyDocument as { readonly Statement: readonly Trust[] }).Statement,
    );
    const ofServices = trusts.flat().filter(({ Principal }) => 'Service' in Principal);
    const services = ofServices.map(({ Principal, Condition }) => [Principal.Service, Condition] as const);
    const ofThisAccount = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
    for (const [service, condition] of services)
      expect(condition, service).toEqual(service === 'lambda.amazonaws.com' ? undefined : ofThisAccount);
    expect(new Set(services.map(([service]) => service))).toEqual(
      new Set(['lambda', 'codedeploy', 'scheduler', 'states'].map((name) => `${name}.amazonaws.com`)),
    );
  });

  it('allow no action by wildcard', () => {
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('allow actions on all resources only where AWS supports nothing narrower: traces, state machine logs, ListStreams, metrics', () => {
    const onEverything = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    expect(
      onEverything.filter((action) => !/^(xray:|logs:|dynamodb:ListStreams$|cloudwatch:GetMetricData$)/.test(action)),
    ).toEqual([]);
  });
});

function isOfMachine(name: unknown): boolean {
  return JSON.stringify(name)?.includes('"/aws/vendedlogs/states/') ?? false;
}

describe('names', () => {
  it('are left to CDK', () => {
    const nameProperties = {
      'AWS::Lambda::Function': 'FunctionName',
      'AWS::DynamoDB::Table': 'TableName',
      'AWS::SQS::Queue': 'QueueName',
      'AWS::S3::Bucket': 'BucketName',
      'AWS::SecretsManager::Secret': 'Name',
      'AWS::StepFunctions::StateMachine': 'StateMachineName',
      'AWS::SNS::Topic': 'TopicName',
      'AWS::Logs::LogGroup': 'LogGroupName',
      'AWS::IAM::Role': 'RoleName',
      'AWS::CloudWatch::Alarm': 'AlarmName',
    };
    // Log groups of state machines must have a name; account-settings.test.ts tests that it is unique.
    for (const [type, property] of Object.entries(nameProperties))
      for (const [id, { Properties }] of Object.entries(resources(type)))
        expect(isOfMachine(Properties[property]) || Properties[property] === undefined, `${id} ${property}`).toBe(true);
  });
});
