import { type DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { copyTables, PointInTimeCopier } from '../../../cli/restore/copy-tables.ts';
import { LocalCopier } from '../../../cli/restore/local-copier.ts';
import { createTableSet } from '../../../cli/restore/restored-set.ts';

const MOMENT = '2026-11-26T09:00:00Z';
const from = createTableSet((table) => table.toLowerCase());
const to = createTableSet((table) => `restored-${table}`);

interface Request {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A client that answers each command by its name, and records its requests. */
function aClient(answers: Readonly<Record<string, (input: Request['input']) => object>>) {
  const requests: Request[] = [];
  const send = async (command: {
    readonly constructor: { readonly name: string };
    readonly input: Request['input'];
  }) => {
    const { input } = command;
    const name = command.constructor.name.replace(/Command$/, '');
    requests.push({ name, input });
    return answers[name]?.(input) ?? {};
  };
  return { client: { send } as unknown as DynamoDBClient, requests };
}

/** Answers about tables of which these are there; a restored one is there at once. */
function aDynamoDb(there: readonly string[], window = ['2026-10-22T00:00:00Z', '2026-11-26T09:55:00Z']) {
  const tables = new Set(there);
  const [EarliestRestorableDateTime, LatestRestorableDateTime] = window.map((at) => new Date(at));
  return aClient({
    DescribeTable: ({ TableName }) => {
      if (tables.has(String(TableName))) return { Table: { TableStatus: 'ACTIVE' } };
      throw new ResourceNotFoundException({ message: 'none', $metadata: {} });
    },
    DescribeContinuousBackups: () => ({
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { EarliestRestorableDateTime, LatestRestorableDateTime },
      },
    }),
    RestoreTableToPointInTime: ({ TargetTableName }) => tables.add(String(TargetTableName)),
  });
}

const copy = (client: DynamoDBClient, moment: typeof MOMENT | '2026-10-01T00:00:00Z' = MOMENT) =>
  copyTables({ from, moment }, to, { client, copier: new PointInTimeCopier(client), say: () => undefined });
const restoresOf = (requests: readonly Request[]) =>
  requests.filter(({ name }) => name === 'RestoreTableToPointInTime');

describe('copying all tables', () => {
  it('restores every table to the same second', async () => {
    const { client, requests } = aDynamoDb(Object.values(from));
    await copy(client);
    expect(restoresOf(requests).map(({ input }) => [input.SourceTableName, input.TargetTableName])).toEqual([
      ['leads', 'restored-Leads'],
      ['reps', 'restored-Reps'],
      ['deliveries', 'restored-Deliveries'],
      ['reports', 'restored-Reports'],
    ]);
    expect(new Set(restoresOf(requests).map(({ input }) => (input.RestoreDateTime as Date).toISOString()))).toEqual(
      new Set(['2026-11-26T09:00:00.000Z']),
    );
  });

  it('goes on with what an earlier call has restored', async () => {
    const { client, requests } = aDynamoDb([...Object.values(from), to.Leads, to.Reps]);
    await copy(client);
    expect(restoresOf(requests).map(({ input }) => input.SourceTableName)).toEqual(['deliveries', 'reports']);
  });

  it('starts nothing when one table cannot be brought to that moment, and says which moments can be', async () => {
    const { client, requests } = aDynamoDb(Object.values(from));
    await expect(copy(client, '2026-10-01T00:00:00Z')).rejects.toThrow(
      'leads can be restored to moments from 2026-10-22T00:00:00.000Z to 2026-11-26T09:55:00.000Z',
    );
    expect(restoresOf(requests)).toEqual([]);
  });
});

describe('the stand-in on the local cloud', () => {
  const backups = ['08:00:00', '08:59:59', '09:00:01'].map((time) => ({
    BackupArn: `arn:${time}`,
    BackupCreationDateTime: new Date(`2026-11-26T${time}Z`),
  }));

  it('takes the newest backup that was made by the moment', async () => {
    const { client, requests } = aClient({ ListBackups: () => ({ BackupSummaries: backups }) });
    await new LocalCopier(client).start({ from: 'leads', to: 'restored-Leads', moment: MOMENT });
    expect(requests.at(-1)).toMatchObject({
      name: 'RestoreTableFromBackup',
      input: { BackupArn: 'arn:08:59:59', TargetTableName: 'restored-Leads' },
    });
  });

  it('says that a backup is needed when there is none', async () => {
    const { client } = aClient({ ListBackups: () => ({ BackupSummaries: backups.slice(2) }) });
    await expect(new LocalCopier(client).check('leads', MOMENT)).rejects.toThrow('no backup of leads was made by');
  });
});
