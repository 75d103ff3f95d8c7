import type { SourceView } from '../../shared/api/sources.ts';
import { plainTable } from '../table.ts';
import type { Tried } from './try-source.ts';

type Finding = SourceView['unmapped'][number];

/** Formats all sources, one per line: kind, last delivery, and how much about them is unknown. */
export function listWords(sources: readonly SourceView[]): readonly string[] {
  if (sources.length === 0) return ['There is no source yet. Create one: baton source add'];
  const head = ['source', 'kind', 'version', 'last delivery', 'deliveries', 'leads', 'unmapped', 'unknown', 'state'];
  const rows = sources.map((source) => [
    source.id,
    source.kind,
    String(source.version),
    source.lastDeliveryAt ?? 'never',
    String(source.deliveries),
    String(source.leads),
    named(source.unmapped),
    named(source.unknown),
    source.paused ? 'paused' : source.silent ? 'SILENT' : 'on',
  ]);
  return [plainTable(head, rows, ['version', 'deliveries', 'leads'])];
}

/** Maximum number of names in the list; `show` has all of them. */
const NAMES_LISTED = 3;

function named(findings: readonly Finding[]): string {
  const names = [...new Set(findings.map(({ name }) => name))];
  const more = names.length > NAMES_LISTED ? ` +${names.length - NAMES_LISTED}` : '';
  return names.slice(0, NAMES_LISTED).join(', ') + more;
}

/** Formats one source with its findings and previous versions. */
export function showWords(
  source: SourceView,
  versions: readonly Pick<SourceView, 'version' | 'changedAt' | 'changedBy'>[],
) {
  const { unmapped, unknown, problems, ...definition } = source;
  return [
    JSON.stringify(definition, null, 2),
    ...findingWords('Unmapped fields (define them under fields):', unmapped),
    ...findingWords('Unknown values (define them under values, or in the plan):', unknown),
    ...findingWords('Dropped from deliveries:', problems),
    'Versions:',
    ...versions.map(({ version, changedAt, changedBy }) => `  ${version}  ${changedAt}  ${changedBy}`),
  ];
}

function findingWords(title: string, findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const lines = findings.map(({ name, about = '', count, lastAt }) => [`  ${name}`, about, String(count), lastAt]);
  return [title, plainTable(['  name', 'about', 'times', 'last'], lines, ['times'])];
}

/** Formats the result of a sample. */
export function triedWords(tried: Tried): readonly string[] {
  const { status, leads, understood, answers, unmapped, unknown, problem } = tried;
  return [
    `The hook answered ${status}${status === 202 ? '' : '; expected 202'}${problem ? `: ${problem}` : ''}`,
    ...(leads.length > 0 ? [`Test lead${leads.length > 1 ? 's' : ''}: ${leads.join(', ')}`] : []),
    ...section(
      'Understood:',
      Object.entries(understood).map(([name, value]) => `${name}: ${value}`),
    ),
    ...section(
      'Stored for the rep to read:',
      Object.entries(answers).map(([name, value]) => `${name}: ${value}`),
    ),
    ...section('Unmapped:', unmapped),
    ...section('Unknown values:', unknown),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}
