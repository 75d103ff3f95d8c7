import type { Instant } from '../../domain/instant.ts';
import { GUARDS, type GuardTerms } from '../../domain/pilot/pilot.ts';
import type { NewPilot, PilotStart, PilotStore } from '../../ports/pilot-store.ts';

const DEFAULT_TERMS: GuardTerms = { guards: GUARDS, minimum: 30, windowSeconds: 4 * 3600 };

/** What the caller says about a pilot. Terms that are left out have their defaults. */
export interface PilotRequest extends Partial<GuardTerms>, Pick<NewPilot, 'version' | 'over' | 'share' | 'why'> {
  readonly expect?: string;
  readonly by: string;
  readonly now: Instant;
  /** Random. */
  readonly salt: string;
}

/** `same_version`: the plan in force cannot be tried beside itself. */
export type StartOutcome = PilotStart | { readonly outcome: 'same_version' };

/** Starts a pilot: from now on the candidate routes the new leads of a share of the accounts. */
export async function startPilot(
  { by, now, guards, minimum, windowSeconds, ...pilot }: PilotRequest,
  { pilots }: { readonly pilots: PilotStore },
): Promise<StartOutcome> {
  if (pilot.version === pilot.over) return { outcome: 'same_version' };
  const terms = {
    guards: guards ?? DEFAULT_TERMS.guards,
    minimum: minimum ?? DEFAULT_TERMS.minimum,
    windowSeconds: windowSeconds ?? DEFAULT_TERMS.windowSeconds,
  };
  return pilots.start({ ...pilot, startedAt: now, startedBy: by, terms });
}
