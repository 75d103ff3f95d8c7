import type { RepId } from '../ids.ts';

/** A deal about a lead that is neither won nor lost, as the CRM has it. */
export interface OpenDeal {
  /** The CRM's id, prefixed with the system: `hubspot-deal:501`. */
  readonly key: string;
  /** The CRM's name or id of the stage that it is in: `contractsent`, `Needs Analysis`. */
  readonly stage: string;
  /** The rep whose deal it is. It is work of that rep alone, whoever has the lead. */
  readonly rep: RepId;
}

/** The most open deals that a lead keeps. Further ones are not noted until one of these is over. */
export const MAX_OPEN_DEALS = 10;

/** Returns a deal's key, by which the lead that keeps it is found. */
export function dealKeyOf(system: string, id: string): string {
  return `${system}-deal:${id}`;
}
