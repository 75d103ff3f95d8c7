import { beforeEach, describe, expect, it } from 'vitest';
import { type Finding, MOST_FINDINGS, MOST_VALUES } from '../../../shared/domain/sources/finding.ts';
import type { SourceFindings } from '../../../shared/ports/source-findings.ts';
import { MONDAY, minutes } from '../../support/builders/moment.ts';

const SIZE: Finding = { kind: 'unmapped', name: 'ref-size', about: 'How large is your company?' };
const TINY: Finding = { kind: 'unknown', name: 'employees', about: 'tiny' };
const DELIVERED = { source: 'demo-form', at: MONDAY, deliveries: 1, leads: 1 };

/** Contract of every SourceFindings. */
export function sourceFindingsContract(make: () => Promise<SourceFindings>): void {
  describe('findings about sources', () => {
    let findings: SourceFindings;
    beforeEach(async () => {
      findings = await make();
    });

    it('count the deliveries of a source and record the last one', async () => {
      await findings.note({ ...DELIVERED, findings: [] });
      await findings.note({ ...DELIVERED, at: minutes(5), deliveries: 2, leads: 7, findings: [] });
      await findings.note({ ...DELIVERED, source: 'website', findings: [] });
      // A delivery processed late does not set the date back.
      await findings.note({ ...DELIVERED, at: minutes(2), findings: [] });
      const activity = (await findings.activity()).toSorted((a, b) => a.source.localeCompare(b.source));
      expect(activity).toEqual([
        { source: 'demo-form', deliveries: 4, leads: 9, lastAt: minutes(5) },
        { source: 'website', deliveries: 1, leads: 1, lastAt: MONDAY },
      ]);
    });

    it('are listed with counts and dates, most frequent first, and reported once when new', async () => {
      expect(await findings.note({ ...DELIVERED, findings: [{ ...SIZE, count: 1 }] })).toEqual([SIZE]);
      const later = [
        { ...SIZE, count: 2 },
        { ...TINY, count: 9 },
      ];
      expect(await findings.note({ ...DELIVERED, at: minutes(5), findings: later })).toEqual([TINY]);
      expect(await findings.of('demo-form')).toEqual([
        { ...TINY, count: 9, firstAt: minutes(5), lastAt: minutes(5) },
        { ...SIZE, count: 3, firstAt: MONDAY, lastAt: minutes(5) },
      ]);
      expect(await findings.of('website')).toEqual([]);
    });

    it('show and report a value from its second occurrence on', async () => {
      const once = { ...DELIVERED, findings: [{ ...TINY, count: 1 }] };
      const { about, ...hidden } = TINY;
      expect(await findings.note(once)).toEqual([]);
      expect(await findings.of('demo-form')).toEqual([{ ...hidden, count: 1, firstAt: MONDAY, lastAt: MONDAY }]);
      expect(await findings.note({ ...once, at: minutes(5) })).toEqual([TINY]);
      expect(await findings.of('demo-form')).toEqual([{ ...TINY, count: 2, firstAt: MONDAY, lastAt: minutes(5) }]);
      expect(await findings.note(once)).toEqual([]);
    });

    it('report immediately a value that is never shown', async () => {
      const hidden: Finding = { kind: 'unknown', name: 'country' };
      const once = { ...DELIVERED, findings: [{ ...hidden, count: 1 }] };
      expect(await findings.note(once)).toEqual([hidden]);
      expect(await findings.note(once)).toEqual([]);
    });

    it('stay limited per kind and field, so that made-up values cannot crowd out others', async () => {
      const values = Array.from({ length: MOST_VALUES + 5 }, (_, at) => ({ ...TINY, about: `v${at}`, count: 2 }));
      const names = Array.from({ length: MOST_FINDINGS + 5 }, (_, at) => ({ ...SIZE, name: `f${at}`, count: 1 }));
      const country = { kind: 'unknown', name: 'country', about: 'Atlantis', count: 2 } as const;
      expect(await findings.note({ ...DELIVERED, findings: values })).toHaveLength(MOST_VALUES);
      expect(await findings.note({ ...DELIVERED, findings: [country] })).toHaveLength(1);
      expect(await findings.note({ ...DELIVERED, findings: names })).toHaveLength(MOST_FINDINGS);
      expect(await findings.of('demo-form')).toHaveLength(MOST_VALUES + MOST_FINDINGS + 1);
      expect(await findings.note({ ...DELIVERED, findings: [{ ...SIZE, count: 1 }] })).toEqual([]);
    });
  });
}
