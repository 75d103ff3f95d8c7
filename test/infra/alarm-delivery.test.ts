import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { type CfnTopic, Topic, type TopicProps } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { AlarmTopics } from '../../infra/constructs/alarm-topics.ts';
import type { AlarmTopicName } from '../../infra/environment.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { findUndeliverableActions, type Resources } from './alarm-delivery.ts';
import { synthesise } from './synthesised.ts';

const resourcesOf = (template: Template): Resources => template.toJSON().Resources as Resources;

/** Returns the problems of one alarm that notifies a given topic. */
function problemsOfOneAlarm(topicOf: (stack: Stack) => Topic): readonly string[] {
  const stack = new Stack(new App(), 'Stack');
  const metric = new Metric({ namespace: 'Acme', metricName: 'Late' });
  const alarm = new Alarm(stack, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 });
  const action = new SnsAction(topicOf(stack));
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
  return findUndeliverableActions(resourcesOf(Template.fromStack(stack)));
}

const ourTopic = (stack: Stack, name: AlarmTopicName = 'page') =>
  new AlarmTopics(stack, 'Alarms', { environment: ENVIRONMENTS.prod }).topics[name];

/** Our topic, encrypted with a key. */
function withKey(stack: Stack, key: TopicProps['masterKey']): Topic {
  const topic = ourTopic(stack);
  const resource = topic.node.defaultChild as CfnTopic;
  resource.kmsMasterKeyId = key?.keyArn;
  return topic;
}

describe.each(['dev', 'prod'] as const)('the alarms of %s', (name) => {
  it('can all be delivered: CloudWatch may publish to each topic that they name', () => {
    expect(findUndeliverableActions(resourcesOf(synthesise(name).template))).toEqual([]);
  });
});

describe('an alarm can be delivered', () => {
  it.each(['page', 'tell'] as const)('to the topic %s', (name) => {
    expect(problemsOfOneAlarm((stack) => ourTopic(stack, name))).toEqual([]);
  });

  it('not to a topic whose policy only denies what comes without TLS', () => {
    const found = problemsOfOneAlarm((stack) => new Topic(stack, 'Closed', { enforceSSL: true }));
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/^Alarm\w+: CloudWatch of this account may not publish to Closed/);
  });

  it('not to a topic that is open to alarms of any account', () => {
    const found = problemsOfOneAlarm((stack) => {
      const topic = new Topic(stack, 'Open');
      topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
      return topic;
    });
    expect(found[0]).toMatch(/may not publish to Open/);
  });

  it('not to a topic with a key that CloudWatch may not use', () => {
    const lacking = problemsOfOneAlarm((stack) => withKey(stack, new Key(stack, 'Key')));
    expect(lacking.filter((line) => line.includes('with the key of the topic'))).toHaveLength(4);
    const managed = problemsOfOneAlarm((stack) => withKey(stack, Alias.fromAliasName(stack, 'Sns', 'alias/aws/sns')));
    expect(managed.filter((line) => line.includes('with the key of the topic'))).toHaveLength(4);
  });

  it('to a topic with a key that CloudWatch may use', () => {
    const found = problemsOfOneAlarm((stack) => {
      const key = new Key(stack, 'Key');
      key.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
          actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          resources: ['*'],
        }),
      );
      return withKey(stack, key);
    });
    expect(found).toEqual([]);
  });
});
