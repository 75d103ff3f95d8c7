import { beforeEach, describe, expect, it } from 'vitest';
import type { SourceStore } from '../../../shared/ports/source-store.ts';
import { aSource } from '../../support/builders/source.ts';

const FORM = aSource({
  fields: { 'ref-size': 'employees' },
  values: { employees: { SMB: '1-99' } },
  ask: { first: 3, more: 2 },
  origins: ['https://www.acme.example'],
});
const SHOW = aSource({ id: 'trade-show', key: 'key-of-the-show', kind: 'import', silentSeconds: 3600, paused: true });

/** Contract of every SourceStore. */
export function sourceStoreContract(make: () => Promise<SourceStore>): void {
  describe('sources', () => {
    let sources: SourceStore;
    beforeEach(async () => {
      sources = await make();
    });

    it('are found by the key in their hook URL', async () => {
      expect(await sources.save(SHOW)).toBe('saved');
      expect(await sources.save(FORM)).toBe('saved');
      expect(await sources.byKey(FORM.key)).toEqual(FORM);
      expect(await sources.byKey('another-key')).toBeUndefined();
    });

    it('are listed, each once, in their latest version', async () => {
      const changed = { ...FORM, touch: 'content', version: 2 };
      for (const source of [SHOW, FORM, changed]) await sources.save(source);
      expect(await sources.list()).toEqual([changed, SHOW]);
    });

    it('keep every version, and accept only the next one', async () => {
      const second = { ...FORM, touch: 'content', version: 2 };
      const third = { ...FORM, touch: 'webinar', version: 3 };
      expect(await sources.save(second)).toBe('stale');
      for (const source of [FORM, second, third]) expect(await sources.save(source)).toBe('saved');
      expect(await sources.save({ ...second, touch: 'too_late' })).toBe('stale');
      expect(await sources.versions(FORM.id)).toEqual([third, second, FORM]);
      expect(await sources.byKey(FORM.key)).toEqual(third);
      expect(await sources.versions('another')).toEqual([]);
    });

    it('are saved once by two concurrent writers of the same version', async () => {
      await sources.save(FORM);
      const ends = await Promise.all(['a', 'b'].map((touch) => sources.save({ ...FORM, touch, version: 2 })));
      expect(ends.toSorted()).toEqual(['saved', 'stale']);
      expect(await sources.versions(FORM.id)).toHaveLength(2);
    });
  });
}
