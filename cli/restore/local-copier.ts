import { type DynamoDBClient, ListBackupsCommand, RestoreTableFromBackupCommand } from '@aws-sdk/client-dynamodb';
import type { RestoreMoment } from '../../infra/tables.ts';
import type { TableCopier } from './copy-tables.ts';

/**
 * The local cloud's stand-in for point-in-time recovery, which there copies the present whatever moment is asked for. It
 * uses the newest backup of the table that was made by the moment (`aws dynamodb create-backup`). What comes of it is
 * as bare as on AWS: a new table with rows and indexes, without stream, expiry, recovery and protection.
 */
export class LocalCopier implements TableCopier {
  readonly #client: DynamoDBClient;

  constructor(client: DynamoDBClient) {
    this.#client = client;
  }

  async check(table: string, moment: RestoreMoment): Promise<void> {
    await this.#findBackup(table, moment);
  }

  async start({ from, to, moment }: Parameters<TableCopier['start']>[0]): Promise<void> {
    const BackupArn = await this.#findBackup(from, moment);
    await this.#client.send(
      new RestoreTableFromBackupCommand({ TargetTableName: to, BackupArn, BillingModeOverride: 'PAY_PER_REQUEST' }),
    );
  }

  async #findBackup(table: string, moment: RestoreMoment): Promise<string> {
    const { BackupSummaries = [] } = await this.#client.send(new ListBackupsCommand({ TableName: table }));
    const madeBy = BackupSummaries.flatMap(({ BackupArn, BackupCreationDateTime: at }) =>
      BackupArn !== undefined && at !== undefined && at <= new Date(moment) ? [{ BackupArn, at }] : [],
    ).toSorted((a, b) => b.at.getTime() - a.at.getTime());
    const [newest] = madeBy;
    if (newest) return newest.BackupArn;
    throw new Error(
      `The local cloud has no point-in-time recovery, and no backup of ${table} was made by ${moment}. Make one first: aws dynamodb create-backup.`,
    );
  }
}
