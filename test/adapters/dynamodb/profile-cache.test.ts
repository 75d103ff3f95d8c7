import { expect, it } from 'vitest';
import type { Row } from '../../../shared/adapters/dynamodb/database.ts';
import { keys, type TableKey } from '../../../shared/adapters/dynamodb/keys.ts';
import { ProfileCache } from '../../../shared/adapters/dynamodb/profile-cache.ts';

/** A cache over profiles and loads of which each has a version. */
function aCache(versions: Record<string, number>) {
  const cache = new ProfileCache();
  const asked: string[][] = [];
  const read = async (missing: readonly TableKey[]): Promise<readonly Row[]> => {
    asked.push(missing.map(({ pk }) => pk));
    return missing.map((key) => ({ ...key, version: versions[key.pk], name: `version ${versions[key.pk]}` }));
  };
  const find = (ids: readonly string[], loads: readonly Row[] = ids.map((id) => loadOf(id))) =>
    cache.find(ids, loads, read);
  const loadOf = (id: string): Row => ({ ...keys.load(id), version: versions[keys.rep(id).pk] });
  return { find, asked };
}

const KIM = keys.rep('kim').pk;
const LEA = keys.rep('lea').pk;

it('reads each profile once while its load says the same version', async () => {
  const { find, asked } = aCache({ [KIM]: 1, [LEA]: 4 });
  const first = await find(['kim', 'lea']);
  expect(await find(['lea', 'kim'])).toEqual([first[1], first[0]]);
  expect(asked).toEqual([[KIM, LEA]]);
});

it('reads a profile again as soon as its load says another version', async () => {
  const versions = { [KIM]: 1, [LEA]: 1 };
  const { find, asked } = aCache(versions);
  await find(['kim', 'lea']);
  versions[LEA] = 2;
  expect((await find(['kim', 'lea'])).map(({ name }) => name)).toEqual(['version 1', 'version 2']);
  expect(asked).toEqual([[KIM, LEA], [LEA]]);
});

it('reads a profile each time while it has no load to compare with', async () => {
  const { find, asked } = aCache({ [KIM]: 1 });
  await find(['kim'], []);
  await find(['kim'], []);
  expect(asked).toEqual([[KIM], [KIM]]);
});
