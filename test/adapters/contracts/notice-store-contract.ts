import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../shared/domain/notifications/notice.ts';
import type { NoticeStore } from '../../../shared/ports/notice-store.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const FACTS = { id: 'lead_1.1.assigned', lead: 'lead_1', to: 'kim', occasion: 'assigned' } as const;
const SENT: Notice = {
  ...FACTS,
  status: 'sent',
  at: MONDAY,
  attempts: [{ channel: 'email', at: MONDAY, outcome: 'sent' }],
  reference: 'message-1',
};

/** Contract of every NoticeStore. */
export function noticeStoreContract(make: () => Promise<NoticeStore>): void {
  describe('notices', () => {
    let notices: NoticeStore;
    beforeEach(async () => {
      notices = await make();
    });

    it('have one sender at a time, and another one after a minute', async () => {
      expect(await notices.begin(FACTS, MONDAY)).toEqual({ outcome: 'begun', earlier: [] });
      expect(await notices.begin(FACTS, minutesAfterMonday(0.9))).toEqual({ outcome: 'being_sent' });
      expect(await notices.begin(FACTS, minutesAfterMonday(1))).toEqual({ outcome: 'begun', earlier: [] });
    });

    it('begin once when several begin at the same time', async () => {
      const results = await Promise.all(Array.from({ length: 5 }, () => notices.begin(FACTS, MONDAY)));
      expect(results.filter(({ outcome }) => outcome === 'begun')).toHaveLength(1);
    });

    it('are not sent twice', async () => {
      await notices.begin(FACTS, MONDAY);
      await notices.save(SENT);
      expect(await notices.begin(FACTS, minutesAfterMonday(60))).toEqual({ outcome: 'sent_before' });
      expect(await notices.get('lead_1', FACTS.id)).toEqual(SENT);
    });

    it('that failed begin again at once, with their earlier attempts', async () => {
      const attempts = [{ channel: 'email', at: MONDAY, outcome: 'unavailable', because: 'timeout' }] as const;
      await notices.save({ ...FACTS, status: 'failing', at: MONDAY, attempts });
      expect(await notices.begin(FACTS, MONDAY)).toEqual({ outcome: 'begun', earlier: attempts });
    });

    it('are listed by lead', async () => {
      const other: Notice = { ...SENT, id: 'event_9.lea', to: 'lea', occasion: 'warned' };
      for (const notice of [SENT, other, { ...SENT, lead: 'lead_2' }]) await notices.save(notice);
      expect(await notices.list('lead_1')).toEqual([other, SENT]);
      expect(await notices.list('lead_3')).toEqual([]);
      expect(await notices.get('lead_3', FACTS.id)).toBeUndefined();
    });
  });
}
