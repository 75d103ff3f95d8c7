import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';

/** A resource of a deployed stack: its logical id, its type, and its physical id in AWS. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
}

/** Returns a stack's status, whether it has termination protection, and all its resources. */
export async function readStack(stackName: string): Promise<{
  readonly status: string;
  readonly hasTerminationProtection: boolean;
  readonly parts: readonly StackResource[];
}> {
  const client = new CloudFormationClient();
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
  const parts: StackResource[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackName }))
    for (const { LogicalResourceId, ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? [])
      parts.push({
        logicalId: LogicalResourceId ?? '',
        type: ResourceType ?? '',
        physicalId: PhysicalResourceId ?? '',
      });
  const [stack] = Stacks ?? [];
  return {
    status: stack?.StackStatus ?? 'unknown',
    hasTerminationProtection: stack?.EnableTerminationProtection ?? false,
    parts,
  };
}
