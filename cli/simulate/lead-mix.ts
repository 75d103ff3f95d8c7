import { fieldMeaningOf } from '../../shared/domain/intake/field-names.ts';
import type { Condition } from '../../shared/domain/plan/condition.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { leadSpaceOf } from '../../shared/domain/plan-check/lead-space.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import { type FiledLead, readLeadFile } from '../plan/lead-file.ts';

/** Returns what the form of lead number `number` posts. */
export type LeadMix = (number: number) => object;

/** Fields that a form can say, beside the plan's own; all others follow from them. */
const FORM_FIELDS: readonly string[] = ['touch', 'country', 'employees', 'language', 'page'];
/** What of a person says nothing about who it is. */
const KEPT_OF_PERSON: readonly string[] = ['jobTitle'];
const COUNTRIES = ['DE', 'FR', 'GB', 'US', 'CA', 'JP'];
const TITLES = ['VP Sales', 'Head of Marketing', 'Chief Executive Officer', 'Account Manager', 'Student'];

/** Returns the mix of a sample: each simulated lead is like one of the file, for another person of another company. */
export async function mixOfFile(file: string, seed: number): Promise<LeadMix> {
  const leads = await readLeadFile(file);
  return (number) => {
    const random = randomFor(seed, number);
    return { ...withoutIdentity(pick(leads, random)), ...personOf(number) };
  };
}

/** Returns a mix of the values that a plan asks for, each as likely as the others of its field. */
export function mixOfPlan(plan: Plan, seed: number): LeadMix {
  const { fit, behaviour } = plan.scoring;
  const conditions: readonly Condition[] = [
    ...plan.layers.flatMap(({ rules }) => rules.map(({ when }) => when)),
    ...[...fit.points, ...behaviour.points].map(({ when }) => when),
  ];
  const fields = [...leadSpaceOf(plan, conditions).choices].filter(
    ([field]) => FORM_FIELDS.includes(field) || Object.hasOwn(plan.fields, field),
  );
  return (number) => {
    const random = randomFor(seed, number);
    const values = fields.map(([field, choices]) => [field, pick(choices, random)] as const);
    const asked = { country: pick(COUNTRIES, random), ...Object.fromEntries(values) };
    return { ...asked, job_title: pick(TITLES, random), ...personOf(number) };
  };
}

/** Keeps what routing may read: facts, the job title, and fields that only the plan knows. */
function withoutIdentity({ value }: FiledLead): object {
  return Object.fromEntries(
    Object.entries(value).filter(([field]) => {
      const meaning = fieldMeaningOf(field);
      if (meaning?.kind === 'person') return KEPT_OF_PERSON.includes(meaning.slot);
      return meaning === undefined || meaning.kind === 'given' || meaning.kind === 'touch';
    }),
  );
}

function personOf(number: number): object {
  return { email: `person-${number}@company-${number}.example`, name: `Person ${number}` };
}

function randomFor(seed: number, number: number): () => number {
  return createSeededRandom(seed * 999_983 + number);
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined && items.length === 0) throw new Error('there is nothing to pick from');
  return item as Item;
}
