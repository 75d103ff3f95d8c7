import { describe, expect, it } from 'vitest';
import type { OpenExecutions } from '../../../shared/ports/open-executions.ts';

/** What was measured last: how many executions are open, and how many may be. */
export interface Measured {
  readonly open: number;
  readonly limit: number;
}

/** What every source of the open executions does. `make` creates one that has measured this, or nothing yet. */
export function openExecutionsContract(make: (measured?: Measured) => OpenExecutions): void {
  describe('the open executions', () => {
    it('are a share of the limit', async () => {
      expect(await make({ open: 750_000, limit: 1_000_000 }).share()).toBe(0.75);
      expect(await make({ open: 0, limit: 1_000_000 }).share()).toBe(0);
    });

    it('are unknown before anything was measured', async () => {
      expect(await make().share()).toBeUndefined();
    });
  });
}
