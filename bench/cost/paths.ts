/** What the owner of a lead does, by how often it has been assigned. */
export type Deed = 'contacted' | 'declined' | 'ignore';

/** A way that leads take, and what is posted and done for it. */
export interface CostPath {
  readonly path: string;
  readonly says: string;
  readonly fields: Readonly<Record<string, string>>;
  /** A second form of the same person, once the first has come to rest. */
  readonly later?: Readonly<Record<string, string>>;
  readonly deeds: readonly Deed[];
  /** The state in which it is at its end. */
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
