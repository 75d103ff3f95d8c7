import { beforeEach, describe, expect, it } from 'vitest';
import type { Source, SourceStore } from '../../../shared/ports/source-store.ts';

const FORM: Source = { id: 'demo-form', key: 'key-of-the-form', kind: 'generic', touch: 'demo_request' };
const SHOW: Source = { id: 'trade-show', key: 'key-of-the-show', kind: 'generic', touch: 'event' };

/** Everything a SourceStore promises, whatever it is made of. */
export function sourceStoreContract(make: () => Promise<SourceStore>): void {
  describe('sources', () => {
    let sources: SourceStore;
    beforeEach(async () => {
      sources = await make();
    });

    it('are found by the key in their hook URL', async () => {
      await sources.save(SHOW);
      await sources.save(FORM);
      expect(await sources.byKey(FORM.key)).toEqual(FORM);
      expect(await sources.byKey('another-key')).toBeUndefined();
    });

    it('are listed, each once, as they were saved last', async () => {
      for (const source of [SHOW, FORM, { ...FORM, touch: 'content' }]) await sources.save(source);
      const listed = (await sources.list()).toSorted((a, b) => a.id.localeCompare(b.id));
      expect(listed).toEqual([{ ...FORM, touch: 'content' }, SHOW]);
    });
  });
}
