import { dayKey } from '../../domain/team/rep.ts';
import type { Admission } from '../../ports/lead-store.ts';

/** Under which of a rep's counts of days a lead counts, and how many may stand there: those of a list by themselves. */
export function dayCountOf({ day, dayCap, list }: Admission): { readonly key: string; readonly most?: number } {
  return list ? { key: dayKey(day, list.source), most: list.perDay } : { key: day, most: dayCap };
}
