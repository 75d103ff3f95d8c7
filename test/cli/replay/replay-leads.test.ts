import { expect, it } from 'vitest';
import { replaySince } from '../../../cli/replay/replay-leads.ts';
import { formatReplay } from '../../../cli/replay/replay-text.ts';

const SINCE = '2026-11-01T00:00:00.000Z';
const EQUAL = { outcome: 'equal' };

/** An API with three leads, one of them older, on two pages; the newest was assigned to somebody else than replayed. */
function anApi(calls: string[] = []) {
  const pages: Readonly<Record<string, object>> = {
    '/v1/leads?state=assigned&limit=100': {
      leads: [
        { id: 'old', receivedAt: '2026-10-01T00:00:00.000Z' },
        { id: 'lead-1', receivedAt: '2026-11-02T00:00:00.000Z' },
      ],
      cursor: 'a b',
    },
    '/v1/leads?state=assigned&limit=100&cursor=a%20b': {
      leads: [{ id: 'lead-2', receivedAt: '2026-11-03T00:00:00.000Z' }],
    },
  };
  const difference = { field: 'leads.lead-2.chosen', decided: 'kim', replayed: 'lea' };
  const assignments = (lead: string) => [
    {
      decision: 'dec-1',
      at: SINCE,
      ...(lead === 'lead-2' ? { outcome: 'different', difference } : { outcome: 'not_kept', because: 'inputs' }),
    },
  ];
  return {
    async call<Body>(_: string, path: string, { reply }: { reply: { parse(value: unknown): Body } }): Promise<Body> {
      calls.push(path);
      const lead = /^\/v1\/leads\/(.+)\/decision\?replay=true$/.exec(path)?.[1];
      if (lead === undefined) return reply.parse(pages[path] ?? { leads: [] });
      const replay = { route: EQUAL, assignments: assignments(lead) };
      return reply.parse({ lead, guessedFields: [], replay });
    },
  };
}

it('replays every lead received since, over all states and pages, and says how far it is', async () => {
  const calls: string[] = [];
  const said: string[] = [];
  const decisions = await replaySince(anApi(calls), { since: SINCE, say: (line) => said.push(line) });
  expect(decisions.map(({ lead, decision, outcome }) => [lead, decision, outcome])).toEqual([
    ['lead-1', 'route', 'equal'],
    ['lead-1', 'dec-1', 'not_kept'],
    ['lead-2', 'route', 'equal'],
    ['lead-2', 'dec-1', 'different'],
  ]);
  expect(calls).not.toContain('/v1/leads/old/decision?replay=true');
  expect(said).toEqual(['2 of 2 leads']);
});

it('names the lead, the field and both values of a difference', async () => {
  const text = formatReplay(await replaySince(anApi(), { since: SINCE, say: () => undefined }));
  expect(text).toContain('4 decisions: 2 replay equal, 1 differ, 1 cannot be replayed.');
  expect(text).toMatch(/lead-2 +dec-1 +leads\.lead-2\.chosen +kim +lea/);
  expect(text).toContain('Not replayed: 1 (decided before inputs were kept).');
});
