/** The owner's actions, by number of assignments. */
export type CostAction = 'contacted' | 'declined' | 'ignore';

/** A path of leads through Baton, and the input that produces it. */
export interface CostPath {
  readonly path: string;
  readonly description: string;
  readonly fields: Readonly<Record<string, string>>;
  /** A second form of the same person, once the lead is in nurture. */
  readonly secondForm?: Readonly<Record<string, string>>;
  readonly actions: readonly CostAction[];
  /** The state at the end of the path. */
  readonly finalState: 'working' | 'closed' | 'nurturing';
}

const HOT = { job_title: 'VP Sales', employees: '1000+', country: 'DE', touch: 'demo_request' };

/** Every path that is counted, the usual one first. */
export const PATHS: readonly CostPath[] = [
  {
    path: 'touched',
    description: 'demo request, response in time',
    fields: HOT,
    actions: ['contacted'],
    finalState: 'working',
  },
  {
    path: 'screened',
    description: 'competitor, closed by a rule',
    fields: { ...HOT, domain: 'rival.example' },
    actions: [],
    finalState: 'closed',
  },
  {
    path: 'declined',
    description: 'declined by one rep, response by the next',
    fields: HOT,
    actions: ['declined', 'contacted'],
    finalState: 'working',
  },
  {
    path: 'breached',
    description: 'ignored: warned, breached, escalated, reassigned, response',
    fields: { ...HOT, industry: 'other' },
    actions: ['ignore', 'contacted'],
    finalState: 'working',
  },
  {
    path: 'returned',
    description: 'cold, nurtured, recycled by a second form, response',
    fields: { touch: 'webinar', country: 'DE' },
    secondForm: HOT,
    actions: ['contacted'],
    finalState: 'working',
  },
];
