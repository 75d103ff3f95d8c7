import { beforeEach, describe, expect, it } from 'vitest';
import {
  MAX_FINDINGS_PER_KIND,
  MAX_VALUES_PER_FIELD,
  type SourceFinding,
} from '../../../shared/domain/sources/finding.ts';
import type { FindingStore } from '../../../shared/ports/source-findings.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const SIZE: SourceFinding = { kind: 'unmapped', name: 'ref-size', about: 'How large is your company?' };
const TINY: SourceFinding = { kind: 'unknown', name: 'employees', about: 'tiny' };
const DELIVERED = { source: 'demo-form', at: MONDAY, deliveries: 1, leads: 1 };

/** Contract of every SourceFindings. */
export function findingStoreContract(make: () => Promise<FindingStore>): void {
  describe('findings about sources', () => {
    let findings: FindingStore;
    beforeEach(async () => {
      findings = await make();
    });

    it('count the deliveries of a source and record the last one', async () => {
      await findings.record({ ...DELIVERED, findings: [] });
      await findings.record({ ...DELIVERED, at: minutesAfterMonday(5), deliveries: 2, leads: 7, findings: [] });
      await findings.record({ ...DELIVERED, source: 'website', findings: [] });
      // A delivery processed late does not set the date back.
      await findings.record({ ...DELIVERED, at: minutesAfterMonday(2), findings: [] });
      const activity = (await findings.activity()).toSorted((a, b) => a.source.localeCompare(b.source));
      expect(activity).toEqual([
        { source: 'demo-form', deliveries: 4, leads: 9, lastAt: minutesAfterMonday(5) },
        { source: 'website', deliveries: 1, leads: 1, lastAt: MONDAY },
      ]);
    });

    it('are listed with counts and dates, most frequent first, and reported once when new', async () => {
      expect(await findings.record({ ...DELIVERED, findings: [{ ...SIZE, count: 1 }] })).toEqual([SIZE]);
      const later = [
        { ...SIZE, count: 2 },
        { ...TINY, count: 9 },
      ];
      expect(await findings.record({ ...DELIVERED, at: minutesAfterMonday(5), findings: later })).toEqual([TINY]);
      expect(await findings.ofSource('demo-form')).toEqual([
        { ...TINY, count: 9, firstAt: minutesAfterMonday(5), lastAt: minutesAfterMonday(5) },
        { ...SIZE, count: 3, firstAt: MONDAY, lastAt: minutesAfterMonday(5) },
      ]);
      expect(await findings.ofSource('website')).toEqual([]);
    });

    it('show and report a value from its second occurrence on', async () => {
      const once = { ...DELIVERED, findings: [{ ...TINY, count: 1 }] };
      const { about, ...hidden } = TINY;
      expect(await findings.record(once)).toEqual([]);
      expect(await findings.ofSource('demo-form')).toEqual([{ ...hidden, count: 1, firstAt: MONDAY, lastAt: MONDAY }]);
      expect(await findings.record({ ...once, at: minutesAfterMonday(5) })).toEqual([TINY]);
      expect(await findings.ofSource('demo-form')).toEqual([
        { ...TINY, count: 2, firstAt: MONDAY, lastAt: minutesAfterMonday(5) },
      ]);
      expect(await findings.record(once)).toEqual([]);
    });

    it('report immediately a value that is never shown', async () => {
      const hidden: SourceFinding = { kind: 'unknown', name: 'country' };
      const once = { ...DELIVERED, findings: [{ ...hidden, count: 1 }] };
      expect(await findings.record(once)).toEqual([hidden]);
      expect(await findings.record(once)).toEqual([]);
    });

    it('stay limited per kind and field, so that made-up values cannot crowd out others', async () => {
      const values = Array.from({ length: MAX_VALUES_PER_FIELD + 5 }, (_, at) => ({
        ...TINY,
        about: `v${at}`,
        count: 2,
      }));
      const names = Array.from({ length: MAX_FINDINGS_PER_KIND + 5 }, (_, at) => ({
        ...SIZE,
        name: `f${at}`,
        count: 1,
      }));
      const country = { kind: 'unknown', name: 'country', about: 'Atlantis', count: 2 } as const;
      expect(await findings.record({ ...DELIVERED, findings: values })).toHaveLength(MAX_VALUES_PER_FIELD);
      expect(await findings.record({ ...DELIVERED, findings: [country] })).toHaveLength(1);
      expect(await findings.record({ ...DELIVERED, findings: names })).toHaveLength(MAX_FINDINGS_PER_KIND);
      expect(await findings.ofSource('demo-form')).toHaveLength(MAX_VALUES_PER_FIELD + MAX_FINDINGS_PER_KIND + 1);
      expect(await findings.record({ ...DELIVERED, findings: [{ ...SIZE, count: 1 }] })).toEqual([]);
    });
  });
}
