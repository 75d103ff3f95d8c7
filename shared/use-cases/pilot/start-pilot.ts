import type { Instant } from '../../domain/instant.ts';
import type { NewPilot, PilotStart, PilotStore } from '../../ports/pilot-store.ts';

/** What the caller says about a pilot. */
export interface PilotRequest extends Omit<NewPilot, 'startedAt' | 'startedBy'> {
  readonly by: string;
  readonly now: Instant;
}

/** `same_version`: the plan in force cannot be tried beside itself. */
export type StartOutcome = PilotStart | { readonly outcome: 'same_version' };

/** Starts a pilot: from now on the candidate routes the new leads of a share of the accounts. */
export async function startPilot(
  { by, now, ...pilot }: PilotRequest,
  { pilots }: { readonly pilots: PilotStore },
): Promise<StartOutcome> {
  if (pilot.version === pilot.over) return { outcome: 'same_version' };
  return pilots.start({ ...pilot, startedAt: now, startedBy: by });
}
