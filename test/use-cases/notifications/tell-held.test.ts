import { beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Rep } from '../../../shared/domain/team/rep.ts';
import type { Notification } from '../../../shared/ports/notifier.ts';
import type { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { notifyOfEvent } from '../../../shared/use-cases/notifications/notify-rep.ts';
import { tellHeld } from '../../../shared/use-cases/notifications/tell-held.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from '../../scenarios/a-baton.ts';

const FAR: Instant = '2099-01-01T00:00:00.000Z';

describe('what is held for a rep', () => {
  let baton: VirtualBaton;
  let lead: string;
  let digests: string[][];
  /** Ids that the digest says it sent; undefined: all. */
  let sentInDigest: readonly string[] | undefined;

  beforeEach(async () => {
    digests = [];
    sentInDigest = undefined;
    baton = await aBaton({ reps: [{ id: 'kim', reach: { digest: '08:30' } }] });
    lead = await baton.postOne(aDemoRequest());
    await baton.advance(60);
    await answerAsOwner(baton, lead, { answer: 'contacted' });
    // It goes quiet, and the owner is to be told with their digest.
    await baton.advance(5 * DAY);
  });

  const send = async (_: Rep, all: readonly Notification[]) => {
    digests.push(all.map(({ id }) => id));
    return sentInDigest ?? all.map(({ id }) => id);
  };
  const tell = (at: Instant = FAR) => tellHeld(100, at, { ...baton.deps, digests: { send } });
  const held = () => baton.deps.heldMatters.due(FAR, 100);
  const toldQuiet = () =>
    baton.deps.notifier.received.filter(({ occasion, to }) => occasion === 'quiet' && to === 'kim');

  it('is not told before its time', async () => {
    expect(await held()).toMatchObject([{ lead, to: 'kim', occasion: 'quiet' }]);
    expect(toldQuiet()).toEqual([]);
    const [matter] = await held();
    expect(await tell(matter?.heldAt)).toEqual({ told: 0, overtaken: 0, failed: 0 });
  });

  it('is told once, as one message', async () => {
    const ids = (await held()).map(({ id }) => id);
    expect(await tell()).toEqual({ told: ids.length, overtaken: 0, failed: 0 });
    expect(digests).toEqual([ids]);
    expect(toldQuiet()).toEqual([]);
    expect(await tell()).toEqual({ told: 0, overtaken: 0, failed: 0 });
  });

  it('is told by itself when the digest does not take it', async () => {
    sentInDigest = [];
    expect(await tell()).toMatchObject({ told: 1 });
    expect(toldQuiet()).toHaveLength(1);
    expect(await held()).toEqual([]);
  });

  it('stays held when it cannot be told, and is told by the next run', async () => {
    sentInDigest = [];
    baton.deps.notifier.refuse(1);
    expect(await tell()).toEqual({ told: 0, overtaken: 0, failed: 1 });
    expect(await tell()).toMatchObject({ told: 1 });
  });

  it('is dropped when it no longer holds', async () => {
    await answerAsOwner(baton, lead, { answer: 'disqualified', reason: 'no_need' });
    expect(await tell()).toEqual({ told: 0, overtaken: 1, failed: 0 });
    expect(digests).toEqual([]);
    expect(await held()).toEqual([]);
  });

  it('is dropped when somebody has worked on the quiet lead since', async () => {
    await answerAsOwner(baton, lead, { answer: 'contacted' });
    expect(await tell()).toEqual({ told: 0, overtaken: 1, failed: 0 });
  });

  it('is dropped in shadow mode, in which nothing leaves Baton', async () => {
    baton.deps.world.mode = 'shadow';
    expect(await tell()).toEqual({ told: 0, overtaken: 1, failed: 0 });
  });

  it('is held once, however often the event is handled', async () => {
    const [matter] = await held();
    expect(await notifyOfEvent(lead, matter?.event ?? '', baton.now, baton.deps)).toBe('held');
    expect(await held()).toEqual([matter]);
  });
});
