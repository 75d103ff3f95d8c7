import type { CrmRecordChange } from '../../domain/crm/crm-change.ts';
import { isPassing } from '../../domain/crm/crm-failure.ts';
import { effectsOf, isOwnStage } from '../../domain/crm/crm-lifecycle.ts';
import { ownValue } from '../../domain/own-value.ts';
import { recordStage } from '../answers/record-stage.ts';
import { planOf } from '../assignment/assignment-terms.ts';
import { leadOfRecord } from './lead-of-record.ts';
import type { ReadingContext, ReadingDeps, TakenChange } from './reading-deps.ts';

/**
 * Takes the stages of a person's life cycle from a record that was changed, if the plan says what they do. When they were
 * set is asked for only then. What Baton writes there itself does nothing.
 * @throws when a store fails, or the CRM does not answer for a reason that passes; the change is read again then
 */
export async function takeStages(
  { id, about, stages = [] }: Pick<CrmRecordChange, 'id' | 'about' | 'stages'>,
  { settings: { system, fields }, changes, now }: Pick<ReadingContext, 'settings' | 'changes' | 'now'>,
  deps: ReadingDeps,
): Promise<readonly TakenChange[]> {
  const news = stages.filter((stage) => !isOwnStage(stage, fields));
  if (news.length === 0) return [];
  const found = await leadOfRecord(about, system, deps);
  const lead = found && (await deps.leads.load(found.lead));
  if (!lead || lead.stage.state === 'closed') return [];
  const lifecycle = (await planOf(lead, deps))?.crm?.lifecycle;
  if (!lifecycle || !news.some(({ value }) => ownValue(lifecycle, value))) return [];
  const dated = await changes.stages(id);
  if (!dated.ok && !isPassing(dated.problem.code)) return [];
  if (!dated.ok) throw new Error(`the stages of a record were not read: ${dated.problem.code}`);
  const taken: TakenChange[] = [];
  for (const { effect, at } of effectsOf(dated.value, lifecycle, { fields, receivedAt: lead.receivedAt })) {
    const set = { lead: lead.id, effect, at: at > now ? now : at, via: system };
    if (await recordStage(set, now, deps)) taken.push({ outcome: 'stage_taken', leadId: lead.id });
  }
  return taken;
}
