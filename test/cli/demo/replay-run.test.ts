import { expect, it } from 'vitest';
import { replayRun } from '../../../cli/demo/replay-run.ts';
import { millisecondsOf } from '../../../shared/domain/instant.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

/** An API with a lead of Monday and one of three days before, whose routings replay like this. */
function anApi(route: object) {
  return {
    async call<Body>(_: string, path: string, { reply }: { reply: { parse(value: unknown): Body } }): Promise<Body> {
      if (path.includes('/decision'))
        return reply.parse({ guessedFields: [], lead: 'a', replay: { route, assignments: [] } });
      const leads = [
        { id: 'a', receivedAt: MONDAY },
        { id: 'b', receivedAt: minutesAfterMonday(-3 * 24 * 60) },
      ];
      return reply.parse({ leads: path.includes('state=working') ? leads : [] });
    },
  };
}

const NOW = millisecondsOf(MONDAY);

it('succeeds when every decision of the last day replays equal, or is not kept', async () => {
  const { text, isEqual } = await replayRun(anApi({ outcome: 'equal' }), NOW);
  expect([text, isEqual]).toEqual([
    'Made again (baton replay --since 1d): 1 decisions: 1 replay equal, 0 differ, 0 cannot be replayed.',
    true,
  ]);
  expect((await replayRun(anApi({ outcome: 'not_kept', because: 'erased' }), NOW)).isEqual).toBe(true);
});

it('fails when one differs, and says where', async () => {
  const difference = { field: 'rule', decided: 'big', replayed: 'rest' };
  const { text, isEqual } = await replayRun(anApi({ outcome: 'different', difference }), NOW);
  expect(isEqual).toBe(false);
  expect(text).toMatch(/a +route +rule +big +rest/);
});
