import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EdgeStack } from '../../examples/edge/edge-stack.ts';
import { logicalIdOf } from './synthesised.ts';

const template = Template.fromStack(
  new EdgeStack(new App(), 'Edge', {
    env: { account: '111122223333', region: 'us-east-1' },
    domainName: 'leads.acme.example',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000',
    apiDomainTarget: 'd-abc123.execute-api.eu-central-1.amazonaws.com',
  }),
);
const [distribution] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
const config = distribution?.Properties.DistributionConfig;

/** Ids of policies that AWS manages, from the documentation of CloudFront. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';

describe('the example of CloudFront in front of the API', () => {
  it('is protected by its firewall, which blocks and does not only count', () => {
    const [[id, firewall] = []] = Object.entries(template.findResources('AWS::WAFv2::WebACL'));
    expect(logicalIdOf(config.WebACLId)).toBe(id);
    expect(firewall?.Properties.Scope).toBe('CLOUDFRONT');
    expect(firewall?.Properties.Rules[0].Action).toHaveProperty('Block');
  });

  it('passes on every method and the host name, and caches nothing', () => {
    expect(config.DefaultCacheBehavior).toMatchObject({
      CachePolicyId: CACHING_DISABLED,
      OriginRequestPolicyId: ALL_VIEWER,
      ViewerProtocolPolicy: 'https-only',
    });
    expect(config.DefaultCacheBehavior.AllowedMethods).toEqual(expect.arrayContaining(['POST', 'PATCH', 'DELETE']));
    expect(config.Aliases).toEqual(['leads.acme.example']);
  });
});
