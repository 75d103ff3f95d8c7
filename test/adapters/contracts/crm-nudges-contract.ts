import { describe, expect, it } from 'vitest';
import type { CrmNudge, CrmNudges } from '../../../shared/ports/crm-nudges.ts';
import { MONDAY } from '../../support/builders/moment.ts';

/** A queue with its receiving end. */
export interface NudgeEnds {
  readonly nudges: CrmNudges;
  /** Takes what can be received now. */
  receive(): Promise<readonly CrmNudge[]>;
  /** Waits until the next held back message can be received. */
  waitForNext(): Promise<void>;
}

/** Contract of every CrmNudges. */
export function crmNudgesContract(make: () => Promise<NudgeEnds>): void {
  describe('nudges', () => {
    it('arrive as they were sent, not before their delay is over, and once', async () => {
      const { nudges, receive, waitForNext } = await make();
      const many = Array.from({ length: 12 }, (_, at) => ({ lead: `lead_${at}` }));
      await nudges.send([{ lead: 'lead_x', dueAt: MONDAY }], 2);
      await nudges.send(many, 0);
      const first = await receive();
      expect(first.map(({ lead }) => lead).toSorted()).toEqual(many.map(({ lead }) => lead).toSorted());
      await waitForNext();
      expect(await receive()).toEqual([{ lead: 'lead_x', dueAt: MONDAY }]);
      expect(await receive()).toEqual([]);
    });
  });
}
