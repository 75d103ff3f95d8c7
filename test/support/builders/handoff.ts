import type { Handoff } from '../../../shared/domain/lead/lead.ts';

/** A handoff by Kim of team `sdr` that nobody has accepted yet; it may be returned twice. */
export function aHandoff(overrides: Partial<Handoff> = {}): Handoff {
  return {
    handedOffBy: 'kim',
    fromTeam: 'sdr',
    state: 'offered',
    returns: 0,
    maxReturns: 2,
    cycle: 0,
    firstResponseSeconds: 4 * 3600,
    acceptWithinSeconds: 8 * 3600,
    ...overrides,
  };
}
