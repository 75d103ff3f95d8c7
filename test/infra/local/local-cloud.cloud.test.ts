import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, inject, it } from 'vitest';

const { apiUrl, endpoint, region, outputs } = inject('deployed');
const client = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

describe('the deployed stack', () => {
  it('has the leads table with its stream and indexes', async () => {
    const { Table } = await new DynamoDBClient(client).send(
      new DescribeTableCommand({ TableName: outputs.LeadsTable }),
    );
    expect(Table?.StreamSpecification?.StreamViewType).toBe('NEW_IMAGE');
    const indexes = (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName);
    expect(indexes.sort()).toEqual(['byState', 'byTeam', 'due']);
  });

  it('has both state machines', async () => {
    const { stateMachines } = await new SFNClient(client).send(new ListStateMachinesCommand({}));
    const arns = (stateMachines ?? []).map(({ stateMachineArn }) => stateMachineArn);
    expect(arns).toEqual(expect.arrayContaining([outputs.RoutingMachineArn, outputs.FollowUpMachineArn]));
  });

  it('never answers 404 or 410 under /hooks, whatever the method and path', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
      for (const path of ['/hooks', '/hooks/nobody', '/hooks/generic/unknown-key', '/hooks/a/b/c']) {
        const { status } = await fetch(`${apiUrl}${path}`, { method });
        expect([404, 410], `${method} ${path}`).not.toContain(status);
      }
  });
});
