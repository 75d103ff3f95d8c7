/** The owner's actions, by number of assignments. */
export type Deed = 'contacted' | 'declined' | 'ignore';

/** A path of leads through Baton, and the input that produces it. */
export interface CostPath {
  readonly path: string;
  readonly says: string;
  readonly fields: Readonly<Record<string, string>>;
  /** A second form of the same person, once the lead is in nurture. */
  readonly later?: Readonly<Record<string, string>>;
  readonly deeds: readonly Deed[];
  /** The state at the end of the path. */
  readonly ends: 'working' | 'closed' | 'nurturing';
}

const HOT = { job_title: 'VP Sales', employees: '1000+', country: 'DE', touch: 'demo_request' };

/** Every path that is counted, the usual one first. */
export const PATHS: readonly CostPath[] = [
  { path: 'touched', says: 'demo request, response in time', fields: HOT, deeds: ['contacted'], ends: 'working' },
  {
    path: 'screened',
    says: 'competitor, closed by a rule',
    fields: { ...HOT, domain: 'rival.example' },
    deeds: [],
    ends: 'closed',
  },
  {
    path: 'declined',
    says: 'declined by one rep, response by the next',
    fields: HOT,
    deeds: ['declined', 'contacted'],
    ends: 'working',
  },
  {
    path: 'breached',
    says: 'ignored: warned, breached, escalated, reassigned, response',
    fields: { ...HOT, industry: 'other' },
    deeds: ['ignore', 'contacted'],
    ends: 'working',
  },
  {
    path: 'returned',
    says: 'cold, nurtured, recycled by a second form, response',
    fields: { touch: 'webinar', country: 'DE' },
    later: HOT,
    deeds: ['contacted'],
    ends: 'working',
  },
];
