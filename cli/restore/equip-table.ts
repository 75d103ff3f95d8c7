import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  TagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { Environment } from '../../infra/environment.ts';
import { type RestoreMoment, TABLES, type TableName, type TableSettings } from '../../infra/tables.ts';
import { waitUntilActive } from './copy-tables.ts';
import { RESTORED_FROM, RESTORED_TO } from './restored-set.ts';

/** What a table has beside rows and indexes, as the stack's template says it too. */
export interface Equipment {
  readonly stream?: string;
  readonly timeToLiveAttribute?: string;
  readonly hasPointInTimeRecovery: boolean;
  readonly isProtected: boolean;
}

/** Returns what a table of this environment must have. */
export function expectedEquipment(table: TableName, environment: Environment): Equipment {
  const settings: TableSettings = TABLES[table];
  return { ...settings, hasPointInTimeRecovery: true, isProtected: environment.protectFromDeletion };
}

/** Returns what a table has. */
export async function readEquipment(table: string, client: DynamoDBClient): Promise<Equipment> {
  const named = { TableName: table };
  const [{ Table }, { TimeToLiveDescription: expiry }, { ContinuousBackupsDescription: backups }] = await Promise.all([
    client.send(new DescribeTableCommand(named)),
    client.send(new DescribeTimeToLiveCommand(named)),
    client.send(new DescribeContinuousBackupsCommand(named)),
  ]);
  const { StreamSpecification: stream, DeletionProtectionEnabled: isProtected = false } = Table ?? {};
  const isExpiring = expiry?.TimeToLiveStatus === 'ENABLED' || expiry?.TimeToLiveStatus === 'ENABLING';
  return {
    ...(stream?.StreamEnabled && { stream: stream.StreamViewType }),
    ...(isExpiring && { timeToLiveAttribute: expiry.AttributeName }),
    hasPointInTimeRecovery: backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED',
    isProtected,
  };
}

/**
 * Gives a restored table what DynamoDB leaves out: stream, expiry, recovery, protection; and tags that say where it
 * comes from. CloudFormation takes a table over as it is, so it must be right before. Idempotent.
 */
export async function equipTable(
  restored: { readonly name: string; readonly from: string; readonly moment: RestoreMoment },
  wanted: Equipment,
  client: DynamoDBClient,
): Promise<void> {
  const { name, from, moment } = restored;
  const named = { TableName: name };
  const has = await readEquipment(name, client);
  if (wanted.stream !== undefined && has.stream === undefined)
    await client.send(
      new UpdateTableCommand({ ...named, StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } }),
    );
  await waitUntilActive(name, client);
  if (wanted.isProtected !== has.isProtected)
    await client.send(new UpdateTableCommand({ ...named, DeletionProtectionEnabled: wanted.isProtected }));
  await waitUntilActive(name, client);
  if (wanted.timeToLiveAttribute !== undefined && has.timeToLiveAttribute === undefined)
    await client.send(
      new UpdateTimeToLiveCommand({
        ...named,
        TimeToLiveSpecification: { Enabled: true, AttributeName: wanted.timeToLiveAttribute },
      }),
    );
  if (!has.hasPointInTimeRecovery)
    await client.send(
      new UpdateContinuousBackupsCommand({
        ...named,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
  const { Table } = await client.send(new DescribeTableCommand(named));
  const Tags = Object.entries({ [RESTORED_FROM]: from, [RESTORED_TO]: moment }).map(([Key, Value]) => ({ Key, Value }));
  await client.send(new TagResourceCommand({ ResourceArn: Table?.TableArn, Tags }));
}
