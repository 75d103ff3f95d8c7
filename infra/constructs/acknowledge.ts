import { type CfnElement, Stack, Validations } from 'aws-cdk-lib';
import { CfnAlias } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';

/** Findings of the security checks that are accepted here, by finding id, each with its reason. */
export type Acknowledgements = Readonly<Record<string, string>>;

/** Acknowledges findings on a construct and its children. */
export function acknowledge(construct: IConstruct, findings: Acknowledgements): void {
  for (const [id, reason] of Object.entries(findings)) Validations.of(construct).acknowledge({ id, reason });
}

/** Returns the id of the wildcard finding for everything below a resource, such as all objects of a bucket. */
export function wildcardBelow(resource: IConstruct, suffix: ':*' | `/${string}`): string {
  const element = resource.node.defaultChild as CfnElement;
  const logicalId = Stack.of(resource).getLogicalId(element);
  const arn = element instanceof CfnAlias ? logicalId : `${logicalId}.Arn`;
  return `AwsSolutions-IAM5[Resource::<${arn}>${suffix}]`;
}
