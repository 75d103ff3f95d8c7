import type { PrivacyDeps } from './privacy-deps.ts';

/** Records applied by one call, so that it ends in time. */
const MAX_PER_CALL = 50;

/**
 * Brings the do-not-contact list back to what its records say, page by page, as after a restore. Open leads are ended
 * afterwards, by `applyDoNotContact`. Idempotent.
 */
export async function replayDoNotContact(
  page: { readonly cursor?: string },
  deps: Pick<PrivacyDeps, 'doNotContact' | 'doNotContactRecords'>,
): Promise<{ readonly applied: number; readonly cursor?: string }> {
  const { items, cursor } = await deps.doNotContactRecords.list({ limit: MAX_PER_CALL, cursor: page.cursor });
  for (const entry of items) await (entry.lifted ? deps.doNotContact.remove(entry) : deps.doNotContact.put(entry));
  return { applied: items.length, ...(cursor !== undefined && { cursor }) };
}
