import * as z from 'zod';
import { readSourceBody } from '../../shared/adapters/intake/read-body.ts';
import { deriveFeatures } from '../../shared/domain/enrichment/enrich.ts';
import type { Features } from '../../shared/domain/features.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Submission } from '../../shared/domain/intake/submission.ts';
import { planFieldsOf } from '../../shared/domain/plan/field-values.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { undeclaredFeaturesOf } from '../../shared/domain/plan/undeclared-features.ts';
import { addScoreFeatures, calculateScore, type ScoredTouchpoint } from '../../shared/domain/routing/scoring.ts';
import { type FiledLead, readLeadFile } from './lead-file.ts';

/** A lead that two plans are compared by. */
export interface SampleLead {
  /** Its id or its line in the file; never a name or an address. */
  readonly lead: string;
  /** Returns what a plan sees of it, with the score that the plan gives it. */
  readonly featuresFor: (plan: Plan) => Features;
}

const featureValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]);
/** A lead whose features are known already, as the API lists them. */
const KnownLead = z.object({
  id: z.string(),
  features: z.record(z.string(), featureValue),
  touchpoints: z.array(z.object({ touch: z.string(), at: z.iso.datetime() })).readonly(),
  receivedAt: z.iso.datetime(),
});
type KnownLead = z.output<typeof KnownLead>;

/** Reads leads from a file, as a form posts them or with `features` as the API lists them. @throws with what cannot be read */
export async function readSampleLeads(file: string, at: Instant): Promise<readonly SampleLead[]> {
  const read = await Promise.all((await readLeadFile(file)).map((one) => toSample(one, file, at)));
  return read.filter((lead) => lead !== undefined);
}

async function toSample({ lead, value }: FiledLead, file: string, at: Instant): Promise<SampleLead | undefined> {
  const known = KnownLead.safeParse(value);
  if (known.success) return knownToSample(known.data);
  const body = new TextEncoder().encode(JSON.stringify(value));
  const read = await readSourceBody({ body, contentType: 'application/json' }, { id: 'website', touch: 'form' });
  if (!read.ok) throw new Error(`${file}, ${lead}: it is no lead (${read.problem})`);
  const [submission] = read.value.submissions;
  return submission && { lead, featuresFor: (plan) => featuresOfSubmission(submission, plan, at) };
}

/** Returns a lead of which the features are known. Its score is that of the moment at which it came. */
export function knownToSample({ id, features, touchpoints, receivedAt }: KnownLead): SampleLead {
  return { lead: id, featuresFor: (plan) => addScore(features, plan, touchpoints, receivedAt) };
}

/** What enrichment without a provider and without accounts finds, as the plan's own fields read it. */
function featuresOfSubmission(
  { person, submittedFacts, touch, source }: Submission,
  plan: Plan,
  at: Instant,
): Features {
  const derived = deriveFeatures({ person, submittedFacts, touch, source });
  const features = {
    ...undeclaredFeaturesOf(plan.fields, derived),
    ...planFieldsOf(plan.fields, submittedFacts, derived.features).features,
  };
  return addScore(features, plan, [{ touch, at }], at);
}

function addScore(features: Features, plan: Plan, touches: readonly ScoredTouchpoint[], at: Instant): Features {
  return addScoreFeatures(features, calculateScore(plan.scoring, features, touches, at));
}
