import { dailyCountKey } from '../../domain/team/rep.ts';
import type { Admission } from '../../ports/lead-store.ts';

/**
 * Returns the day counter a lead is counted under and its maximum. Leads of an import list have counters of their own.
 */
export function dayCounterOf({ day, dayCap, list }: Admission): { readonly key: string; readonly most?: number } {
  return list ? { key: dailyCountKey(day, list.source), most: list.perDay } : { key: day, most: dayCap };
}
