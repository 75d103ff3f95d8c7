import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { findValues, logicalIdOf, synthesise, synthesiseEnvironment } from './synthesised.ts';

const prod = synthesise('prod');
const functions = Object.keys(prod.resources('AWS::Lambda::Function'));
const aliases = prod.resources('AWS::Lambda::Alias');

/** Resource types that invoke functions. */
const CALLERS = [
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'AWS::StepFunctions::StateMachine',
] as const;

/** Returns the logical ids that a value refers to. */
function referredTo(inside: unknown): readonly string[] {
  const found = [...findValues('Ref', inside), ...findValues('Fn::GetAtt', inside)];
  return found.map((value) => String(Array.isArray(value) ? value[0] : value));
}

describe('a gradual deployment', () => {
  it('gives every function an alias with a 10 % canary and rollback on its error alarm', () => {
    expect(
      Object.values(aliases)
        .map(({ Properties }) => logicalIdOf(Properties.FunctionName))
        .sort(),
    ).toEqual([...functions].sort());
    const groups = Object.values(prod.resources('AWS::CodeDeploy::DeploymentGroup'));
    expect(groups).toHaveLength(functions.length);
    for (const { Properties } of groups) {
      expect(Properties.DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent5Minutes');
      expect(Properties.AutoRollbackConfiguration).toMatchObject({ Enabled: true });
      const [alarm] = findValues('Name', Properties.AlarmConfiguration).map(logicalIdOf);
      expect(prod.resources('AWS::CloudWatch::Alarm')[String(alarm)]?.Properties.MetricName).toBe('Errors');
    }
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

  it('keeps events that an alias failed to process, as its function would', () => {
    const kept = Object.values(prod.resources('AWS::Lambda::EventInvokeConfig')).map(({ Properties }) => ({
      qualifier: Properties.Qualifier,
      onFailure: findValues('Destination', Properties.DestinationConfig).length,
    }));
    const ofAliases = kept.filter(({ qualifier }) => qualifier !== '$LATEST');
    expect(ofAliases).toHaveLength(kept.length / 2);
    expect(ofAliases.every(({ onFailure }) => onFailure === 1)).toBe(true);
  });

  it('is only for environments with real leads; elsewhere new code is live at once', () => {
    expect(Object.keys(synthesise('dev').resources('AWS::Lambda::Alias'))).toEqual([]);
    expect(ENVIRONMENTS.staging.deployGradually).toBe(true);
  });
});

describe('an environment with a custom domain', () => {
  const named = synthesiseEnvironment({
    ...ENVIRONMENTS.prod,
    domain: {
      name: 'leads.acme.example',
      certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000',
    },
    awsAccount: { account: '111122223333', region: 'eu-central-1' },
    alarmSubscribers: { page: ['https://events.pager.example/sns'], tell: ['revops@acme.example'] },
  });

  it('serves the API on it, and uses it in answer links', () => {
    named.template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: 'leads.acme.example' });
    named.template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    named.template.hasOutput('ApiUrl', { Value: 'https://leads.acme.example' });
    named.template.hasOutput('ApiDomainTarget', {});
    const urls = findValues('API_URL', named.template.toJSON());
    expect(new Set(urls)).toEqual(new Set(['https://leads.acme.example']));
  });

  it('is tied to its account and Region', () => {
    expect(named.stack.account).toBe('111122223333');
    expect(named.stack.region).toBe('eu-central-1');
  });

  it('sends alarms to people and tools, and keeps undelivered ones', () => {
    const told = Object.values(named.resources('AWS::SNS::Subscription')).map(({ Properties }) => Properties);
    const topicOf = (subscribed: unknown) => logicalIdOf(subscribed)?.replace(/^Alarms(Page|Tell).*/, '$1');
    expect(told.map(({ TopicArn, Protocol, Endpoint }) => [topicOf(TopicArn), Protocol, Endpoint])).toEqual([
      ['Page', 'https', 'https://events.pager.example/sns'],
      ['Tell', 'email', 'revops@acme.example'],
    ]);
    for (const { RedrivePolicy } of told) expect(RedrivePolicy).toBeDefined();
  });

  it('pages and tells when an alarm was not delivered', () => {
    const lost = Object.entries(named.resources('AWS::CloudWatch::Alarm')).find(([id]) => id.startsWith('AlarmsUndel'));
    const topics = Object.keys(named.resources('AWS::SNS::Topic'));
    expect([lost?.[1].Properties.AlarmActions].flat().map(logicalIdOf)).toEqual(topics);
  });

  it('refuses an invalid alarm target', () => {
    const alarmSubscribers = { page: [], tell: ['the team'] };
    expect(() => synthesiseEnvironment({ ...ENVIRONMENTS.prod, alarmSubscribers })).toThrow(
      'alarm target "the team": expected an e-mail address',
    );
  });
});
