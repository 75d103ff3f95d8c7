import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * Creates a role that a service of AWS assumes only on behalf of this account. Without the condition, another account
 * that knows the role's name could have the service act with it.
 */
export function createServiceRole(scope: Construct, id: string, service: string): Role {
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } };
  return new Role(scope, id, { assumedBy: new ServicePrincipal(service, { conditions: ofThisAccount }) });
}
