import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

/** Options of {@link EdgeStack}. The stack must be in us-east-1, where CloudFront looks for certificates and firewalls. */
export interface EdgeStackProps extends StackProps {
  /** The domain in Baton's environments.ts, `leads.acme.example`. Point it at the output DistributionDomain. */
  readonly domainName: string;
  /** A certificate for this name in us-east-1. */
  readonly certificateArn: string;
  /** Baton's output ApiDomainTarget. */
  readonly apiDomainTarget: string;
}

/** CloudFront and a firewall in front of Baton's API. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, props: EdgeStackProps) {
    super(scope, id, props);
    const firewall = new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: measuredAs('Firewall'),
      rules: [
        {
          name: 'TooManyRequests',
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: 1_000, evaluationWindowSec: 300 } },
          visibilityConfig: measuredAs('TooManyRequests'),
        },
        {
          name: 'BadReputation',
          priority: 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesAmazonIpReputationList' },
          },
          visibilityConfig: measuredAs('BadReputation'),
        },
      ],
    });
    const distribution = new Distribution(this, 'Distribution', {
      domainNames: [props.domainName],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', props.certificateArn),
      webAclId: firewall.attrArn,
      defaultBehavior: {
        origin: new HttpOrigin(props.apiDomainTarget, { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        // Nothing may be cached: answers are personal, and each delivery counts.
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // With the host: API Gateway finds the API by it, and some senders sign the address they call.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
      },
    });
    new CfnOutput(this, 'DistributionDomain', { value: distribution.distributionDomainName });
  }
}

function measuredAs(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName };
}
