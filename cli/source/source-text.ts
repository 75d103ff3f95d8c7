import type { SourceView } from '../../shared/api/sources.ts';
import { formatTable } from '../table.ts';
import type { TestResult } from './try-source.ts';

type Finding = SourceView['unmapped'][number];

/** Formats all sources, one per line: kind, last delivery, and how much about them is unknown. */
export function formatSources(sources: readonly SourceView[]): readonly string[] {
  if (sources.length === 0) return ['There is no source yet. Create one: baton source add'];
  const head = ['source', 'kind', 'version', 'last delivery', 'deliveries', 'leads', 'unmapped', 'unknown', 'state'];
  const rows = sources.map((source) => [
    source.id,
    source.kind,
    String(source.version),
    source.lastDeliveryAt ?? 'never',
    String(source.deliveries),
    String(source.leads),
    formatNames(source.unmapped),
    formatNames(source.unknown),
    source.paused ? 'paused' : source.silent ? 'SILENT' : 'on',
  ]);
  return [formatTable(head, rows, ['version', 'deliveries', 'leads'])];
}

/** Maximum number of names in the list; `show` has all of them. */
const MAX_NAMES_LISTED = 3;

function formatNames(findings: readonly Finding[]): string {
  const names = [...new Set(findings.map(({ name }) => name))];
  const more = names.length > MAX_NAMES_LISTED ? ` +${names.length - MAX_NAMES_LISTED}` : '';
  return names.slice(0, MAX_NAMES_LISTED).join(', ') + more;
}

/** Formats one source with its findings and previous versions. */
export function formatSource(
  source: SourceView,
  versions: readonly Pick<SourceView, 'version' | 'changedAt' | 'changedBy'>[],
) {
  const { unmapped, unknown, problems, ...definition } = source;
  return [
    JSON.stringify(definition, null, 2),
    ...formatFindings('Unmapped fields (define them under fields):', unmapped),
    ...formatFindings('Unknown values (define them under values, or in the plan):', unknown),
    ...formatFindings('Dropped from deliveries:', problems),
    'Versions:',
    ...versions.map(({ version, changedAt, changedBy }) => `  ${version}  ${changedAt}  ${changedBy}`),
  ];
}

function formatFindings(title: string, findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const lines = findings.map(({ name, about = '', count, lastAt }) => [`  ${name}`, about, String(count), lastAt]);
  return [title, formatTable(['  name', 'about', 'times', 'last'], lines, ['times'])];
}

/** Formats the result of a sample. */
export function formatTestResult(tried: TestResult): readonly string[] {
  const { status, leads, understood, answers, unmapped, unknown, problem } = tried;
  return [
    `The hook answered ${status}${status === 202 ? '' : '; expected 202'}${problem ? `: ${problem}` : ''}`,
    ...(leads.length > 0 ? [`Test lead${leads.length > 1 ? 's' : ''}: ${leads.join(', ')}`] : []),
    ...formatSection(
      'Understood:',
      Object.entries(understood).map(([name, value]) => `${name}: ${value}`),
    ),
    ...formatSection(
      'Stored for the rep to read:',
      Object.entries(answers).map(([name, value]) => `${name}: ${value}`),
    ),
    ...formatSection('Unmapped:', unmapped),
    ...formatSection('Unknown values:', unknown),
  ];
}

function formatSection(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}
