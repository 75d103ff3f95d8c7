import { formatTable } from '../table.ts';
import type { PilotList, PilotView } from './pilot.ts';

/** Formats the pilots, newest first. */
export function formatPilots({ pilots }: PilotList): string {
  if (pilots.length === 0) return 'No pilot was started yet.';
  const rows = pilots.map((pilot) => [
    pilot.id,
    `${pilot.version} over ${pilot.over}`,
    formatPercent(pilot.share),
    `${pilot.startedAt} by ${pilot.startedBy}`,
    pilot.why,
    pilot.expect ?? '–',
    describeEnd(pilot),
  ]);
  return formatTable(['Pilot', 'Versions', 'Share', 'Started', 'Why', 'Expected', 'End'], rows);
}

function describeEnd({ end }: PilotView): string {
  if (!end) return 'runs';
  return `${end.how} ${end.at} by ${end.by}${end.reason === undefined ? '' : `: ${end.reason}`}`;
}

/** Formats a share, with a decimal where needed: `10 %`, `2.5 %`. */
export function formatPercent(share: number): string {
  return `${Math.round(1000 * share) / 10} %`;
}
