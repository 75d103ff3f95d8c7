import { beforeEach, expect, it } from 'vitest';
import { BufferedFindingStore } from '../../../shared/adapters/dynamodb/gathered-findings.ts';
import { InMemoryFindingStore } from '../../../shared/adapters/in-memory/in-memory-source-findings.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { FindingsReport } from '../../../shared/ports/source-findings.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const SIZE = { kind: 'unmapped', name: 'ref-size' } as const;
const COLOUR = { kind: 'unmapped', name: 'colour' } as const;

let store: InMemoryFindingStore;
let writes: FindingsReport[];
let gathered: BufferedFindingStore;

beforeEach(() => {
  store = new InMemoryFindingStore(createWorld());
  writes = [];
  gathered = new BufferedFindingStore({
    record: (noted) => {
      writes.push(noted);
      return store.record(noted);
    },
    ofSource: (source) => store.ofSource(source),
    activity: () => store.activity(),
  });
});

function deliver(seconds: number, ...findings: (typeof SIZE | typeof COLOUR)[]) {
  const at = addSeconds(MONDAY, seconds);
  const counted = findings.map((finding) => ({ ...finding, count: 1 }));
  return gathered.record({ source: 'demo-form', at, deliveries: 1, leads: 1, findings: counted });
}

it('writes the first two immediately, so that values are shown, and buffers the next minute', async () => {
  expect(await deliver(-1, SIZE)).toEqual([SIZE]);
  for (const seconds of [0, 20, 59]) expect(await deliver(seconds, SIZE)).toEqual([]);
  expect(writes).toHaveLength(2);
  await deliver(60);
  expect(writes).toHaveLength(3);
  expect(await gathered.activity()).toMatchObject([{ deliveries: 5, leads: 5, lastAt: addSeconds(MONDAY, 60) }]);
  expect(await gathered.ofSource('demo-form')).toMatchObject([{ name: 'ref-size', count: 4 }]);
});

it('writes new findings immediately, together with buffered ones', async () => {
  await deliver(0, SIZE);
  await deliver(5, SIZE);
  expect(await deliver(6, COLOUR)).toEqual([COLOUR]);
  expect(await gathered.activity()).toMatchObject([{ deliveries: 3 }]);
});

it('reports a finding of another process only once', async () => {
  await deliver(0, SIZE);
  const other = new BufferedFindingStore(store);
  const noted = { source: 'demo-form', at: MONDAY, deliveries: 1, leads: 1, findings: [{ ...SIZE, count: 1 }] };
  expect(await other.record(noted)).toEqual([]);
});
