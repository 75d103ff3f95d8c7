import { describe, expect, it } from 'vitest';
import type { ListRow } from '../../../cli/leads/list-file.ts';
import {
  type ImportProgress,
  MAX_CHUNK_ROWS,
  type PostChunk,
  postList,
  progressNameOf,
  rowIdOf,
} from '../../../cli/leads/post-list.ts';
import { receiveDelivery } from '../../../shared/use-cases/intake/receive-delivery.ts';
import { aBaton } from '../../scenarios/a-baton.ts';
import { aListSource } from '../../scenarios/a-list.ts';

const rows = (count: number): ListRow[] =>
  Array.from({ length: count }, (_, index) => ({ line: index + 2, fields: { email: `n${index}@show.example` } }));

function kept(): ImportProgress {
  let done = 0;
  return {
    read: async () => done,
    write: async (now) => {
      done = now;
    },
  };
}

/** Baton behind a hook that fails in the given way at the nth body. */
async function aHook(trouble: (time: number) => number | 'lost' | undefined = () => undefined) {
  const baton = await aBaton();
  const source = aListSource();
  await baton.deps.sources.save(source);
  const bodies: string[] = [];
  const post: PostChunk = async (body) => {
    bodies.push(body);
    const wrong = trouble(bodies.length);
    if (typeof wrong === 'number') return { status: wrong, body: {} };
    const raw = { source, body: new TextEncoder().encode(body), contentType: 'application/json' };
    const received = await receiveDelivery(raw, baton.now, baton.deps);
    if (wrong === 'lost') throw new TypeError('fetch failed');
    const leads = received.outcome === 'quarantined' ? [] : received.leads;
    return { status: 202, body: { leads: leads.map((id) => ({ id })) } };
  };
  const options = { list: 'expo', post, progress: kept(), say: () => undefined, firstWaitMilliseconds: 1 };
  return { baton, bodies, options };
}

describe('posting a list', () => {
  it('posts rows in chunks and reports progress', async () => {
    const { baton, bodies, options } = await aHook();
    const said: number[] = [];
    const done = await postList(rows(MAX_CHUNK_ROWS * 2 + 5), { ...options, say: (now) => said.push(now) });
    expect(done).toEqual({ posted: MAX_CHUNK_ROWS * 2 + 5, postedEarlier: 0, leads: MAX_CHUNK_ROWS * 2 + 5 });
    expect(said).toEqual([MAX_CHUNK_ROWS, MAX_CHUNK_ROWS * 2, MAX_CHUNK_ROWS * 2 + 5]);
    expect(bodies.map((body) => JSON.parse(body).length)).toEqual([MAX_CHUNK_ROWS, MAX_CHUNK_ROWS, 5]);
    expect(baton.deps.world.leads.size).toBe(MAX_CHUNK_ROWS * 2 + 5);
  });

  it('retries a body that failed or whose response was lost, and creates no lead twice', async () => {
    const { baton, bodies, options } = await aHook((time) => (time === 1 ? 'lost' : time === 2 ? 503 : undefined));
    expect((await postList(rows(30), options)).leads).toBe(30);
    expect(bodies).toHaveLength(3);
    expect(baton.deps.world.leads.size).toBe(30);
    expect([...baton.deps.world.leads.values()].every(({ touchpoints: touches }) => touches.length === 1)).toBe(true);
  });

  it('stops at a refusal and resumes there on the next run', async () => {
    let refusing = true;
    const { baton, bodies, options } = await aHook((time) => (refusing && time === 2 ? 401 : undefined));
    await expect(postList(rows(MAX_CHUNK_ROWS + 7), options)).rejects.toThrow('The hook answered 401.');
    expect(bodies).toHaveLength(2);
    refusing = false;
    expect(await postList(rows(MAX_CHUNK_ROWS + 7), options)).toEqual({
      posted: 7,
      postedEarlier: MAX_CHUNK_ROWS,
      leads: 7,
    });
    expect(baton.deps.world.leads.size).toBe(MAX_CHUNK_ROWS + 7);
  });

  it('changes nothing when the whole list is posted again', async () => {
    const { baton, options } = await aHook();
    await postList(rows(20), options);
    const before = baton.deps.world.outbox.length;
    await postList(rows(20), { ...options, progress: kept() });
    expect(baton.deps.world.outbox).toHaveLength(before);
  });

  it('resumes only the same rows of the same source', () => {
    const source = aListSource();
    const name = progressNameOf('expo', rows(3), source);
    expect(progressNameOf('expo', rows(3), source)).toBe(name);
    expect(progressNameOf('expo', rows(4), source)).not.toBe(name);
    expect(progressNameOf('fair', rows(3), source)).not.toBe(name);
    expect(progressNameOf('expo', rows(3), { ...source, key: 'key-of-one-made-anew' })).not.toBe(name);
  });

  it('identifies a row by its list and its content', () => {
    const id = rowIdOf('expo', { fields: { email: 'a@b.example', name: 'Ada' } });
    expect(rowIdOf('expo', { fields: { name: 'Ada', email: 'a@b.example' } })).toBe(id);
    expect(rowIdOf('fair', { fields: { email: 'a@b.example', name: 'Ada' } })).not.toBe(id);
    expect(rowIdOf('expo', { fields: { email: 'a@b.example', name: 'Bo' } })).not.toBe(id);
  });
});
