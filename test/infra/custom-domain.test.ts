import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { findValues, logicalIdOf, synthesise, synthesiseEnvironment } from './synthesised.ts';

const NAMED = {
  ...ENVIRONMENTS.prod,
  domain: {
    name: 'leads.acme.example',
    certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000',
  },
  awsAccount: { account: '111122223333', region: 'eu-central-1' },
  alarmSubscribers: { page: ['https://events.pager.example/sns'], tell: ['revops@acme.example'] },
};

describe('an environment with a custom domain', () => {
  const named = synthesiseEnvironment(NAMED);

  it('serves the API on it, and uses it in answer links', () => {
    named.template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: 'leads.acme.example' });
    named.template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    named.template.hasOutput('ApiUrl', { Value: 'https://leads.acme.example' });
    named.template.hasOutput('ApiDomainTarget', {});
    const urls = findValues('API_URL', named.template.toJSON());
    expect(new Set(urls)).toEqual(new Set(['https://leads.acme.example']));
  });

  it('closes the default endpoint, unless senders still deliver to it', () => {
    const closed = (stack: typeof named) =>
      Object.values(stack.resources('AWS::ApiGatewayV2::Api')).map(
        ({ Properties }) => Properties.DisableExecuteApiEndpoint ?? false,
      );
    const { domain } = NAMED;
    expect(closed(named)).toEqual([true]);
    expect(closed(synthesiseEnvironment({ ...NAMED, domain: { ...domain, keepDefaultEndpoint: true } }))).toEqual([
      false,
    ]);
    expect(closed(synthesise('prod'))).toEqual([false]);
  });

  it('is tied to its account and Region', () => {
    expect(named.stack.account).toBe('111122223333');
    expect(named.stack.region).toBe('eu-central-1');
  });

  it('sends alarms to people and tools, and keeps undelivered ones', () => {
    // A topic of mails has a subscription too: that of a function.
    const told = Object.values(named.resources('AWS::SNS::Subscription'))
      .map(({ Properties }) => Properties)
      .filter(({ Protocol }) => Protocol !== 'lambda');
    const topicOf = (subscribed: unknown) => logicalIdOf(subscribed)?.replace(/^Alarms(Page|Tell).*/, '$1');
    expect(told.map(({ TopicArn, Protocol, Endpoint }) => [topicOf(TopicArn), Protocol, Endpoint])).toEqual([
      ['Page', 'https', 'https://events.pager.example/sns'],
      ['Tell', 'email', 'revops@acme.example'],
    ]);
    for (const { RedrivePolicy } of told) expect(RedrivePolicy).toBeDefined();
  });

  it('pages and tells when an alarm was not delivered', () => {
    const lost = Object.entries(named.resources('AWS::CloudWatch::Alarm')).find(([id]) => id.startsWith('AlarmsUndel'));
    const topics = Object.keys(named.resources('AWS::SNS::Topic')).filter((id) => id.startsWith('Alarms'));
    expect([lost?.[1].Properties.AlarmActions].flat().map(logicalIdOf)).toEqual(topics);
  });

  it('refuses an invalid alarm target', () => {
    const alarmSubscribers = { page: [], tell: ['the team'] };
    expect(() => synthesiseEnvironment({ ...ENVIRONMENTS.prod, alarmSubscribers })).toThrow(
      'alarm target "the team": expected an e-mail address',
    );
  });
});
