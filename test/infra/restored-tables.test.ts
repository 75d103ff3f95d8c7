import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { isRestoreMoment, TABLE_NAMES } from '../../infra/tables.ts';
import { logicalIdOf, synthesiseEnvironment } from './synthesised.ts';

const prod = { ...ENVIRONMENTS.prod, restoredTo: undefined };
const own = synthesiseEnvironment(prod);
const restored = synthesiseEnvironment({ ...prod, restoredTo: '2026-11-26T09:00:00Z' });
const tablesOf = (stack: typeof own) => Object.entries(stack.resources('AWS::DynamoDB::Table'));

describe('a stack whose environment names the moment that its tables were restored to', () => {
  it('uses the tables of that moment, by names that CloudFormation can find them by', () => {
    const names = tablesOf(restored).map(([, { Properties }]) => Properties.TableName);
    expect(names).toEqual(TABLE_NAMES.map((table) => `baton-prod-${table}-20261126T090000Z`));
  });

  it('gives them other logical ids, since they exist already, and retains them, as an import demands', () => {
    const ids = new Set(tablesOf(own).map(([id]) => id));
    for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of tablesOf(restored)) {
      expect(ids.has(id), id).toBe(false);
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    }
  });

  it('declares everything else about them as about its own', () => {
    const withoutName = ({ TableName: _, ...properties }: Readonly<Record<string, unknown>>) => properties;
    expect(tablesOf(restored).map(([, { Properties }]) => withoutName(Properties))).toEqual(
      tablesOf(own).map(([, { Properties }]) => Properties),
    );
  });

  it('reads the stream of the restored leads', () => {
    const leads = tablesOf(restored).find(([id]) => id.startsWith('StorageLeads'))?.[0];
    const mappings = Object.values(restored.resources('AWS::Lambda::EventSourceMapping'));
    const sources = mappings.map(({ Properties }) => logicalIdOf(Properties.EventSourceArn));
    expect(sources).toContain(leads);
    expect(sources.filter((source) => source?.startsWith('StorageLeads') && source !== leads)).toEqual([]);
  });
});

describe('a moment to restore to', () => {
  it('is a whole second in UTC', () => {
    expect(isRestoreMoment('2026-11-26T09:00:00Z')).toBe(true);
    for (const text of ['2026-11-26T09:00:00.500Z', '2026-11-26T09:00:00+01:00', '2026-11-26', '2026-13-26T09:00:00Z'])
      expect(isRestoreMoment(text), text).toBe(false);
  });
});
