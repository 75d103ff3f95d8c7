import * as z from 'zod';
import type { Instant } from '../domain/instant.ts';
import { isSilent } from '../domain/sources/silent-source.ts';
import { SOURCE_KIND_NAMES } from '../domain/sources/source-kinds.ts';
import type { ListedFinding, SourceActivity } from '../ports/source-findings.ts';
import type { Source } from '../ports/source-store.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { instant, name } from './values.ts';

const words = z.record(z.string(), z.string());

const SourceVersion = z
  .object({
    version: z.int(),
    changedAt: instant,
    changedBy: z.string(),
    kind: z.enum(SOURCE_KIND_NAMES),
    touch: z.string().describe('Kind of touch when the body names none.'),
    fields: words.describe("The form's names of fields, and ours."),
    values: z.record(z.string(), words).describe("Of our fields, the form's words and ours."),
    pace: z
      .object({ perRepPerDay: z.int() })
      .optional()
      .describe('Of a list: most of its leads that a rep gets on one day of theirs.'),
    separateTurn: z.boolean().optional().describe('Its leads take turns of their own.'),
    silentSeconds: z.number().optional().describe('After so many seconds without a delivery somebody is told.'),
    paused: z.boolean().describe('Deliveries are kept, and leads made of them once it goes on.'),
  })
  .meta({ id: 'SourceVersion' });

const Finding = z
  .object({
    name: z.string().describe("The form's name of the field; of an unknown value our name; of a problem its code."),
    about: z
      .string()
      .optional()
      .describe(
        'The question, the value or the field, unless it may tell of a person; a value from its second time on.',
      ),
    count: z.int(),
    firstAt: instant,
    lastAt: instant,
  })
  .meta({ id: 'SourceFinding' });

const state = {
  ...SourceVersion.shape,
  id: z.string(),
  createdAt: instant,
  deliveries: z.int().describe('So far, about: the last minute may be missing.'),
  leads: z.int(),
  lastDeliveryAt: instant.optional(),
  silent: z.boolean().describe('It has delivered nothing for longer than its definition allows.'),
  unmapped: z.array(Finding).readonly().describe('Fields that nothing maps.'),
  unknown: z.array(Finding).readonly().describe('Values that neither the plan nor Baton can read.'),
  problems: z.array(Finding).readonly().describe('What had to be left out of deliveries.'),
};

const SourceView = z.object(state).meta({ id: 'Source' });
/** A source with what it delivers. */
export type SourceView = z.input<typeof SourceView>;

const SourceHistory = z
  .object({ ...state, versions: z.array(SourceVersion).readonly().describe('The newest first.') })
  .meta({ id: 'SourceHistory' });

export const listSources = defineRoute({
  method: 'GET',
  path: '/v1/sources',
  name: 'listSources',
  summary: 'Sources: what they are, when they delivered last, and which of their fields and values nobody knows',
  roles: ['manager', 'admin'],
  replies: { 200: z.object({ sources: z.array(SourceView).readonly() }).meta({ id: 'SourceList' }) },
});

export const getSource = defineRoute({
  method: 'GET',
  path: '/v1/sources/{id}',
  name: 'getSource',
  summary: 'A source with all versions of its definition',
  roles: ['manager', 'admin'],
  params: z.object({ id: name }),
  replies: { 200: SourceHistory },
  problems: ['not-found'],
});

/** A source as people see it who tend it; its key and secrets are not shown. */
export function sourceView(
  source: Source,
  seen: { readonly activity?: SourceActivity; readonly findings: readonly ListedFinding[]; readonly now: Instant },
): SourceView {
  const { activity, findings, now } = seen;
  const of = (kind: ListedFinding['kind']) => together(findings.filter((one) => one.kind === kind));
  return {
    ...versionView(source),
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

/** Those that look the same, since what they are about is not shown, are one. */
function together(findings: readonly ListedFinding[]): readonly z.input<typeof Finding>[] {
  const all = new Map<string, z.input<typeof Finding>>();
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

/** One version of a source's definition. */
export function versionView(source: Source): z.input<typeof SourceVersion> {
  const { id, key, createdAt, fields = {}, values = {}, paused = false, ...version } = source;
  return { ...version, fields, values, paused };
}
