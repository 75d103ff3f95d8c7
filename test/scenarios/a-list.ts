import type { Source } from '../../shared/ports/source-store.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { receiveDelivery } from '../../shared/use-cases/intake/receive-delivery.ts';
import { MONDAY } from '../support/builders/moment.ts';

/** Builds an import list from a trade show: two leads per rep and day, with its own turns. */
export function aListSource(overrides: Partial<Source> = {}): Source {
  return {
    id: 'trade-show',
    key: 'key-of-the-list',
    kind: 'import',
    touch: 'demo_request',
    pace: { perRepPerDay: 2 },
    separateTurn: true,
    version: 1,
    createdAt: MONDAY,
    changedAt: MONDAY,
    changedBy: 'dana',
    ...overrides,
  };
}

/** Imports this many names, five hundred at a time, and returns the ids of their leads. */
export async function importNames(
  baton: VirtualBaton,
  count: number,
  options: { readonly source?: Source; readonly name?: (index: number) => object } = {},
): Promise<readonly string[]> {
  const { source = aListSource(), name = (index) => ({ email: `n${index}@show.example` }) } = options;
  await baton.deps.sources.save(source);
  const ids: string[] = [];
  for (let start = 0; start < count; start += 500) {
    const names = Array.from({ length: Math.min(500, count - start) }, (_, index) => name(start + index));
    const body = new TextEncoder().encode(JSON.stringify(names));
    const received = await receiveDelivery({ source, body, contentType: 'application/json' }, baton.now, baton.deps);
    if (received.outcome !== 'processed') throw new Error(`the list was not accepted: ${received.outcome}`);
    ids.push(...received.leads);
  }
  return ids;
}
