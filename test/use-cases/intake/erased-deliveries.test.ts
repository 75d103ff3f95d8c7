import { describe, expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { isErasedRetry, noteErased } from '../../../shared/use-cases/intake/erased-deliveries.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const DAY = 24 * 3600;
const bytes = (text: string) => new TextEncoder().encode(text);
const sent = { source: 'website', sentAs: 'msg_1', body: bytes('{"email": "nora@lindwerk.example"}') };

async function afterErasing(delivery: Parameters<typeof noteErased>[0]) {
  const world = createWorld();
  const deps = createInMemoryDeps(world);
  await noteErased(delivery, MONDAY, deps);
  return { world, deps };
}

describe('a retry of an erased delivery', () => {
  it('is recognised for two weeks, by the same id and the same bytes from the same source', async () => {
    const { deps } = await afterErasing(sent);
    expect(await isErasedRetry(sent, addSeconds(MONDAY, 14 * DAY - 1), deps)).toBe(true);
    expect(await isErasedRetry(sent, addSeconds(MONDAY, 14 * DAY), deps)).toBe(false);
    for (const other of [{ source: 'ads' }, { sentAs: 'msg_2' }, { sentAs: undefined }, { body: bytes('{}') }])
      expect(await isErasedRetry({ ...sent, ...other }, MONDAY, deps), JSON.stringify(other)).toBe(false);
  });

  it('is told apart by every byte, in whichever encoding it is', async () => {
    const { deps } = await afterErasing({ ...sent, body: new Uint8Array([0x80, 0xff]) });
    expect(await isErasedRetry({ ...sent, body: new Uint8Array([0x80, 0xff]) }, MONDAY, deps)).toBe(true);
    for (const body of [[0x81, 0xff], [0x80, 0xfe], [0x80]])
      expect(await isErasedRetry({ ...sent, body: new Uint8Array(body) }, MONDAY, deps)).toBe(false);
  });

  it('is nothing that a delivery without an id can be', async () => {
    const { world } = await afterErasing({ ...sent, sentAs: undefined });
    expect(world.erasedDeliveries.size).toBe(0);
  });

  it('is noted without a word of the person and without a hash that can be guessed', async () => {
    const { world, deps } = await afterErasing(sent);
    const [key = ''] = world.erasedDeliveries.keys();
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(key).not.toBe(deps.hash(`delivery\nwebsite\nmsg_1\n${deps.hash('{"email": "nora@lindwerk.example"}')}`));
  });

  it('counts as new when that cannot be found out: no delivery may be lost', async () => {
    const { deps } = await afterErasing(sent);
    const locked = { ...deps, keyedHash: () => Promise.reject(new Error('no secret')) };
    expect(await isErasedRetry(sent, MONDAY, locked)).toBe(false);
  });
});
