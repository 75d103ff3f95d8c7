import type { Instant } from '../../shared/domain/instant.ts';
import { applyDoNotContact } from '../../shared/use-cases/privacy/apply-do-not-contact.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';
import { replayDoNotContact } from '../../shared/use-cases/privacy/replay-do-not-contact.ts';
import { replayErasures } from '../../shared/use-cases/privacy/replay-erasures.ts';

/** What was applied again. */
export interface ErasedAgain {
  readonly erasures: number;
  readonly doNotContact: number;
  /** Open leads that ended, since nobody may contact their person. */
  readonly ended: number;
}

/** The most times that searches which reach their limit of bodies are continued; each looks at thousands. */
const MAX_SEARCHES = 1_000;

/**
 * Applies every recorded erasure and the do-not-contact list to restored tables. Idempotent. @throws a sentence when
 * something could not be erased, so that nobody goes on.
 */
export async function eraseAgain(clock: () => Instant, deps: PrivacyDeps): Promise<ErasedAgain> {
  const { applied, failed, inSearch } = await replayAll('all', clock, deps);
  let left = inSearch;
  for (let searches = 0; left > 0 && searches < MAX_SEARCHES; searches += 1)
    left = (await replayAll('in_search', clock, deps)).inSearch;
  if (failed + left > 0)
    throw new Error(`${failed + left} of ${applied + failed} erasures could not be applied again. Run this again.`);
  const entries = await readPages((cursor) => replayDoNotContact({ cursor }, deps));
  const endings = await readPages((cursor) => applyDoNotContact({ cursor, now: clock() }, deps));
  return {
    erasures: applied,
    doNotContact: entries.reduce((sum, page) => sum + page.applied, 0),
    ended: endings.reduce((sum, page) => sum + page.ended.length, 0),
  };
}

async function replayAll(only: 'all' | 'in_search', clock: () => Instant, deps: PrivacyDeps) {
  const pages = await readPages((cursor) => replayErasures({ only, cursor, now: clock() }, deps));
  const sumOf = (name: 'applied' | 'failed' | 'inSearch') => pages.reduce((sum, page) => sum + (page[name] ?? 0), 0);
  return { applied: sumOf('applied'), failed: sumOf('failed'), inSearch: sumOf('inSearch') };
}

/** Calls for one page after the other. */
async function readPages<Page extends { readonly cursor?: string }>(
  readPage: (cursor: string | undefined) => Promise<Page>,
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    pages.push(page);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages;
}
