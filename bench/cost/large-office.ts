import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The size of a large office. */
export const LARGE_OFFICE = { rules: 200, reps: 50 };
/** The size of the office in plan.yaml and reps.yaml. */
export const SMALL_OFFICE = { rules: 3, reps: 3 };

const COUNTRIES = ['US', 'CA', 'BR', 'FR', 'ES', 'IT', 'PL', 'SE', 'JP', 'AU'];
const LAYERS = 'layers:\n';

/**
 * Returns the plan and the reps of the small office, with more rules, which all look at the lead before the last one
 * takes it, and more reps in its team.
 */
export async function readLargeOffice(): Promise<{ readonly plan: string; readonly reps: string }> {
  const [plan, reps] = await Promise.all(
    ['plan.yaml', 'reps.yaml'].map((file) => readFile(join(import.meta.dirname, file), 'utf8')),
  );
  if (plan === undefined || reps === undefined) throw new Error('the small office is missing');
  const rules = Array.from({ length: LARGE_OFFICE.rules - SMALL_OFFICE.rules }, (_, index) => segmentRule(index));
  const others = Array.from({ length: LARGE_OFFICE.reps - SMALL_OFFICE.reps }, (_, index) => rep(index));
  const layer = `${LAYERS}  - layer: segments\n    rules:\n${rules.join('')}`;
  return { plan: plan.replace(LAYERS, () => layer), reps: reps + others.join('') };
}

/** A segment that none of the recorded leads is in, known by its country and its campaign, or also by its head count. */
function segmentRule(index: number): string {
  const country = COUNTRIES[index % COUNTRIES.length];
  const number = String(index + 1).padStart(3, '0');
  const segment = `campaign: segment-${number}`;
  const when =
    index % 2 === 0 ? `{country: ${country}, ${segment}}` : `{employees: 1-99, country: ${country}, ${segment}}`;
  return `      - {rule: segment-${number}, when: ${when}, to: desk, otherwise: next}\n`;
}

function rep(index: number): string {
  const number = String(index + 1).padStart(2, '0');
  return `  rep.${number}: {name: Rep ${number}, zone: Europe/Berlin, teams: {desk: 1}}\n`;
}
