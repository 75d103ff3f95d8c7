import type { Instant } from '../domain/instant.ts';
import * as z from '../domain/lazy-zod.ts';
import { isSilent } from '../domain/sources/silent-source.ts';
import { SOURCE_KIND_NAMES } from '../domain/sources/source-kind-names.ts';
import type { FindingSummary, SourceActivity } from '../ports/source-findings.ts';
import type { Source } from '../ports/source-store.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { instantField, nameField } from './values.ts';

const mappingField = z.record(z.string(), z.string());

const SourceVersionView = z
  .object({
    version: z.int(),
    changedAt: instantField,
    changedBy: z.string(),
    kind: z.enum(SOURCE_KIND_NAMES),
    touch: z.string().describe('Kind of touchpoint when the body names none.'),
    fields: mappingField.describe("Field mapping: the form's field names to ours."),
    values: z.record(z.string(), mappingField).describe("Value mapping by field: the form's values to ours."),
    pace: z
      .object({ perRepPerDay: z.int() })
      .optional()
      .describe('Import lists only: maximum number of its leads per rep and day.'),
    separateTurn: z.boolean().optional().describe('Its leads have their own rotation.'),
    silentSeconds: z.number().optional().describe('A notification is sent after this many seconds without a delivery.'),
    proof: z
      .object({ by: z.enum(['query', 'field', 'address']), name: z.string().optional() })
      .optional()
      .describe(
        'A further way for its sender to prove itself: a secret in the query or a field, or the address alone.',
      ),
    ask: z
      .object({ first: z.int(), more: z.int() })
      .optional()
      .describe('How many fields its form asks for: at first, and how many more with each return.'),
    origins: z.array(z.string()).readonly().optional().describe('Origins of the pages that may ask what is known.'),
    paused: z.boolean().describe('While paused, deliveries are kept; their leads are created on resume.'),
  })
  .meta({ id: 'SourceVersion' });

const FindingView = z
  .object({
    name: z.string().describe("The form's field name; for an unknown value our field name; for a problem its code."),
    about: z
      .string()
      .optional()
      .describe(
        'The question, value or field, unless it may be personal data; values only from their second occurrence on.',
      ),
    count: z.int(),
    firstAt: instantField,
    lastAt: instantField,
  })
  .meta({ id: 'SourceFinding' });

const sourceFields = {
  ...SourceVersionView.shape,
  id: z.string(),
  createdAt: instantField,
  deliveries: z.int().describe('Approximate total: the last minute may be missing.'),
  leads: z.int(),
  lastDeliveryAt: instantField.optional(),
  silent: z.boolean().describe('Whether it has been without deliveries for longer than its definition allows.'),
  unmapped: z.array(FindingView).readonly().describe('Fields without a mapping.'),
  unknown: z.array(FindingView).readonly().describe('Values that neither the plan nor Baton recognises.'),
  problems: z.array(FindingView).readonly().describe('Parts of deliveries that were left out.'),
};

const SourceView = z.object(sourceFields).meta({ id: 'Source' });
/** A source with its activity and findings. */
export type SourceView = z.input<typeof SourceView>;

const SourceHistoryView = z
  .object({ ...sourceFields, versions: z.array(SourceVersionView).readonly().describe('Newest first.') })
  .meta({ id: 'SourceHistory' });

/** Routes about sources. */
export const sourceRoutes = {
  listSources: defineRoute({
    method: 'GET',
    path: '/v1/sources',
    summary: 'List sources with their definitions, last deliveries, and unknown fields and values',
    roles: rolesFor('listSources'),
    replies: { 200: z.object({ sources: z.array(SourceView).readonly() }).meta({ id: 'SourceList' }) },
  }),

  getSource: defineRoute({
    method: 'GET',
    path: '/v1/sources/{id}',
    summary: 'Get a source with all versions of its definition',
    roles: rolesFor('getSource'),
    params: z.object({ id: nameField }),
    replies: { 200: SourceHistoryView },
    problems: ['not-found'],
  }),
} as const;

/** Returns a source for the people who maintain it, without its key and secrets. */
export function toSourceView(
  source: Source,
  seen: { readonly activity?: SourceActivity; readonly findings: readonly FindingSummary[]; readonly now: Instant },
): SourceView {
  const { activity, findings, now } = seen;
  const of = (kind: FindingSummary['kind']) => mergeFindings(findings.filter((one) => one.kind === kind));
  return {
    ...toSourceVersionView(source),
    id: source.id,
    createdAt: source.createdAt,
    deliveries: activity?.deliveries ?? 0,
    leads: activity?.leads ?? 0,
    lastDeliveryAt: activity?.lastAt,
    silent: isSilent(source, activity?.lastAt, now),
    unmapped: of('unmapped'),
    unknown: of('unknown'),
    problems: of('problem'),
  };
}

/** Merges findings that look alike because their subject is hidden. */
function mergeFindings(findings: readonly FindingSummary[]): readonly z.input<typeof FindingView>[] {
  const all = new Map<string, z.input<typeof FindingView>>();
  for (const { kind, ...finding } of findings) {
    const key = JSON.stringify([finding.name, finding.about]);
    const { count, firstAt, lastAt } = all.get(key) ?? { ...finding, count: 0 };
    all.set(key, {
      ...finding,
      count: count + finding.count,
      firstAt: firstAt < finding.firstAt ? firstAt : finding.firstAt,
      lastAt: lastAt > finding.lastAt ? lastAt : finding.lastAt,
    });
  }
  return [...all.values()].sort((a, b) => b.count - a.count);
}

/** Returns one version of a source's definition. */
export function toSourceVersionView(source: Source): z.input<typeof SourceVersionView> {
  const { id, key, createdAt, fields = {}, values = {}, paused = false, ...version } = source;
  return { ...version, fields, values, paused };
}
