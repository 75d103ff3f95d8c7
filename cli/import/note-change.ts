import type { Instant } from '../../shared/domain/instant.ts';
import type { PlanJournal } from '../../shared/ports/plan-journal.ts';
import type { ImportRow } from './imported.ts';

/**
 * Notes an import that the plan's owner is to look at: changed territories, or who is in which team. Other changes of a
 * rep are everyday ones and are not noted.
 */
export async function noteChange(
  kind: 'teams' | 'territories',
  rows: readonly ImportRow[],
  { journal, by, now }: { readonly journal: PlanJournal; readonly by: string; readonly now: Instant },
): Promise<void> {
  const changesTeam = ({ sign, what }: ImportRow) => sign !== '~' || /(?:^|, )(?:teams|active)\b/.test(what);
  const noted = kind === 'teams' ? rows.filter(changesTeam) : rows;
  if (noted.length > 0) await journal.add({ kind, rows: noted.length, by, at: now });
}
