import type { Instant } from '../instant.ts';
import { LEAD_STATES, OUTCOMES } from '../lead/stage.ts';
import { ownValue } from '../own-value.ts';
import type { LifecycleEffect } from '../plan/lifecycle.ts';
import type { CrmFieldMap } from './crm-fields.ts';

/** A stage of a person's life cycle, as the CRM has it: HubSpot's `lifecyclestage`, Salesforce's `Status` of a lead. */
export interface CrmStage {
  /** The CRM's name of the property. */
  readonly property: string;
  readonly value: string;
  /** When it was set; absent if the CRM does not tell. */
  readonly at?: Instant;
  /** When the record was made, and changed last. */
  readonly record?: { readonly madeAt: Instant; readonly changedAt: Instant };
}

/** The words that Baton writes to the CRM about where a lead is and how it ended. */
const OWN_WORDS: ReadonlySet<string> = new Set([...LEAD_STATES, 'qualified', ...OUTCOMES]);

/** Whether a stage is what Baton writes there: in a property of the map, a word of its own. Whoever set it, it says nothing new. */
export function isOwnStage({ property, value }: CrmStage, fields: CrmFieldMap): boolean {
  return Object.values(fields).includes(property) && OWN_WORDS.has(value);
}

/**
 * Returns when a stage was set. Where the CRM does not tell, or says a time before the lead, but the record was made for
 * the lead, it was set after that: at the last change of the record at the latest.
 */
function setAt({ at, record }: CrmStage, receivedAt: Instant): Instant | undefined {
  if (at !== undefined && at > receivedAt) return at;
  return record && record.madeAt >= receivedAt ? record.changedAt : at;
}

/** Returns what stages do to a lead by the plan, the one that was set first at first. Those that do nothing, or cannot be dated, are left out. */
export function effectsOf(
  stages: readonly CrmStage[],
  lifecycle: Readonly<Record<string, LifecycleEffect>>,
  { fields, receivedAt }: { readonly fields: CrmFieldMap; readonly receivedAt: Instant },
): readonly { readonly effect: LifecycleEffect; readonly at: Instant }[] {
  return stages
    .filter((stage) => !isOwnStage(stage, fields))
    .flatMap((stage) => {
      const effect = ownValue(lifecycle, stage.value);
      const at = setAt(stage, receivedAt);
      return effect && at !== undefined ? [{ effect, at }] : [];
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}
