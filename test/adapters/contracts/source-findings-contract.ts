import { beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/domain/intake/findings.ts';
import { MOST_FINDINGS, type SourceFindings } from '../../../shared/ports/source-findings.ts';
import { MONDAY, minutes } from '../../builders/moment.ts';

const SIZE: Finding = { kind: 'unmapped', name: 'ref-size', about: 'How large is your company?' };
const TINY: Finding = { kind: 'unknown', name: 'employees', about: 'tiny' };
const DELIVERED = { source: 'demo-form', at: MONDAY, deliveries: 1, leads: 1 };

/** Everything a SourceFindings promises, whatever it is made of. */
export function sourceFindingsContract(make: () => Promise<SourceFindings>): void {
  describe('findings about sources', () => {
    let findings: SourceFindings;
    beforeEach(async () => {
      findings = await make();
    });

    it('count what a source delivers, and when it did last', async () => {
      await findings.note({ ...DELIVERED, findings: [] });
      await findings.note({ ...DELIVERED, at: minutes(5), deliveries: 2, leads: 7, findings: [] });
      await findings.note({ ...DELIVERED, source: 'website', findings: [] });
      const activity = (await findings.activity()).toSorted((a, b) => a.source.localeCompare(b.source));
      expect(activity).toEqual([
        { source: 'demo-form', deliveries: 3, leads: 8, lastAt: minutes(5) },
        { source: 'website', deliveries: 1, leads: 1, lastAt: MONDAY },
      ]);
    });

    it('are listed with how often and when, the most frequent first, and told once when they are new', async () => {
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

    it('stay few, whatever names a form makes up', async () => {
      const many = Array.from({ length: MOST_FINDINGS + 5 }, (_, at) => ({ ...TINY, about: `v${at}`, count: 1 }));
      expect(await findings.note({ ...DELIVERED, findings: many })).toHaveLength(MOST_FINDINGS);
      expect(await findings.of('demo-form')).toHaveLength(MOST_FINDINGS);
      expect(await findings.note({ ...DELIVERED, findings: [{ ...SIZE, count: 1 }] })).toEqual([]);
    });
  });
}
