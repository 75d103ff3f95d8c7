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
import { readTextFile } from '../csv/decode-text.ts';
import { parseList } from '../leads/list-file.ts';

/** A lead that two plans are compared by. */
export interface SampleLead {
  /** Its id or its line in the file; never a name or an address. */
  readonly lead: string;
  /** Returns what a plan sees of it, with the score that the plan gives it. */
  readonly featuresFor: (plan: Plan) => Features;
}

const featureValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
/** A lead whose features are known already, as the API lists them. */
const KnownLead = z.object({
  id: z.string(),
  features: z.record(z.string(), featureValue),
  touchpoints: z.array(z.object({ touch: z.string(), at: z.iso.datetime() })),
  receivedAt: z.iso.datetime(),
});
type KnownLead = z.output<typeof KnownLead>;

/** A lead of examples/leads.json: what is sent, in `body`. */
const SentLead = z.object({ id: z.string(), body: z.record(z.string(), z.unknown()) });
const FileItem = z.record(z.string(), z.unknown());

/**
 * Reads leads from a file: CSV as `baton leads import` takes it, a JSON list, or one JSON object a line. Objects are
 * what a form posts, or have a `body` with that, or are leads with `features` as the API lists them.
 * @throws with the line or the item that cannot be read
 */
export async function readSampleLeads(file: string, at: Instant): Promise<readonly SampleLead[]> {
  const { text } = await readTextFile(file);
  const items = /^\s*[[{]/.test(text) ? parseJsonLeads(text, file) : parseList(text).rows.map(rowToItem);
  const read = await Promise.all(items.map((item) => itemToLead(item, file, at)));
  const leads = read.filter((lead) => lead !== undefined);
  if (leads.length === 0)
    throw new Error(`${file} has no leads. Expected CSV with a heading, a JSON list or JSON lines.`);
  return leads;
}

interface Item {
  readonly lead: string;
  readonly value: Readonly<Record<string, unknown>>;
}

function rowToItem({
  line,
  fields,
}: {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}): Item {
  return { lead: `line ${line}`, value: fields };
}

function parseJsonLeads(text: string, file: string): readonly Item[] {
  const isList = text.trimStart().startsWith('[');
  const values = isList
    ? parseJson(text, file)
    : text.split('\n').map((line, at) => line.trim() && parseJson(line, `${file}:${at + 1}`));
  const checked = z.array(z.unknown()).parse(values);
  return checked.flatMap((value, at) => {
    if (value === '') return [];
    const place = isList ? `lead ${at + 1}` : `line ${at + 1}`;
    const item = FileItem.safeParse(value);
    if (!item.success) throw new Error(`${file}, ${place}: expected an object with the fields of a lead`);
    return [{ lead: typeof item.data.id === 'string' ? item.data.id : place, value: item.data }];
  });
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${place} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function itemToLead({ lead, value }: Item, file: string, at: Instant): Promise<SampleLead | undefined> {
  const known = KnownLead.safeParse(value);
  if (known.success) return knownToSample(known.data);
  const sent = SentLead.safeParse(value);
  const body = new TextEncoder().encode(JSON.stringify(sent.success ? sent.data.body : value));
  const read = await readSourceBody({ body, contentType: 'application/json' }, { id: 'website', touch: 'form' });
  if (!read.ok) throw new Error(`${file}, ${lead}: it is no lead (${read.problem})`);
  const [submission] = read.value.submissions;
  return submission && { lead, featuresFor: (plan) => featuresOfSubmission(submission, plan, at) };
}

/** Returns a lead of which the features are known. Its score is that of the moment at which it came. */
function knownToSample({ id, features, touchpoints, receivedAt }: KnownLead): SampleLead {
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
