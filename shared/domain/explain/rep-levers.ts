import type { AssignableLead, Candidate } from '../assignment/candidate.ts';
import { slotsNeededFor } from '../assignment/eligibility.ts';
import type { BatchInput } from '../assignment/restore-batch.ts';
import type { Calendar } from '../business-hours/calendar.ts';
import { localDateOf } from '../business-hours/local-day.ts';
import type { LeadId, RepId } from '../ids.ts';
import { ownValue } from '../own-value.ts';
import { dailyCountKey, effectiveCapsOf } from '../team/rep.ts';

/**
 * One thing that could have been otherwise. `attribute`: the rep has a value that the lead needs. `open_cap`, `day_cap`: at
 * least so many. `credit`: so many more billionths of a lead. `load`: so many slots fewer in use.
 */
export type RepChange =
  | {
      readonly change:
        | 'active'
        | 'in_team'
        | 'weight'
        | 'at_work'
        | 'no_leave'
        | 'no_meeting'
        | 'not_excluded'
        | 'not_refused'
        | 'not_held_before'
        | 'not_reserved';
    }
  | { readonly change: 'attribute'; readonly attribute: string }
  | { readonly change: 'open_cap' | 'day_cap'; readonly atLeast: number }
  | { readonly change: 'credit'; readonly units: number }
  | { readonly change: 'load'; readonly slots: number };

/** Changes one thing; undefined where there is nothing to change. */
export type Lever = (input: BatchInput) => { readonly change: RepChange; readonly input: BatchInput } | undefined;

const ALL_DAY = [{ start: '00:00', end: '24:00' }];
const ALWAYS: Calendar = {
  week: { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY },
  closed: [],
};

/** Returns everything about a rep and a lead that can be otherwise, except amounts of credit and load. */
export function leversFor(
  { batch, team, now }: BatchInput,
  { lead, rep }: { readonly lead: LeadId; readonly rep: RepId },
): readonly Lever[] {
  const ofRep = (change: RepChange, edit: (one: Candidate) => Candidate | undefined): Lever =>
    changeOne(rep, change, edit);
  const ofLead = (change: RepChange, edit: (one: AssignableLead) => AssignableLead | undefined): Lever =>
    changeLead(lead, change, edit);
  const asked = batch.find((one) => one.lead === lead);
  if (!asked) return [];
  const without = (list: readonly RepId[]) => list.filter((one) => one !== rep);
  return [
    ofRep({ change: 'active' }, (one) => (one.rep.active ? undefined : withRep(one, { active: true }))),
    ofRep({ change: 'in_team' }, (one) =>
      Object.hasOwn(one.rep.teams, team.id) ? undefined : withRep(one, { teams: { [team.id]: 1 } }),
    ),
    ofRep({ change: 'weight' }, (one) =>
      ownValue(one.rep.teams, team.id) === 0 ? withRep(one, { teams: { [team.id]: 1 } }) : undefined,
    ),
    ofRep({ change: 'no_leave' }, (one) =>
      one.schedule.leaves.length === 0
        ? undefined
        : { ...withRep(one, { leaves: [] }), schedule: { ...one.schedule, leaves: [] } },
    ),
    ofRep({ change: 'at_work' }, (one) => ({ ...one, schedule: { ...one.schedule, calendar: ALWAYS, holidays: [] } })),
    ofRep({ change: 'no_meeting' }, ({ reading, ...one }) => reading && one),
    ...asked.need.map((attribute) =>
      ofRep({ change: 'attribute', attribute }, (one) => {
        const wanted = ownValue(asked.values, attribute) ?? [];
        const has = ownValue(one.rep.attributes, attribute) ?? [];
        if (wanted.length === 0 || wanted.some((value) => has.includes(value))) return undefined;
        return withRep(one, { attributes: { ...one.rep.attributes, [attribute]: [...has, ...wanted] } });
      }),
    ),
    (input) => {
      const one = input.candidates.find((each) => each.rep.id === rep);
      const openCap = one && effectiveCapsOf(one.rep, team).openCap;
      const atLeast = one && one.load.open + slotsNeededFor(asked);
      if (!one || openCap === undefined || atLeast === undefined || openCap >= atLeast) return undefined;
      const change = { change: 'open_cap', atLeast } as const;
      return ofRep(change, (each) => withRep(each, { cap: { ...each.rep.cap, open: atLeast } }))(input);
    },
    (input) => {
      const one = input.candidates.find((each) => each.rep.id === rep);
      const dayCap = one && effectiveCapsOf(one.rep, team).dayCap;
      const atLeast = one && (one.load.days[dailyCountKey(localDateOf(one.schedule.zone, now))] ?? 0) + 1;
      if (!one || dayCap === undefined || atLeast === undefined || dayCap >= atLeast) return undefined;
      const change = { change: 'day_cap', atLeast } as const;
      return ofRep(change, (each) => withRep(each, { cap: { ...each.rep.cap, day: atLeast } }))(input);
    },
    ofLead({ change: 'not_held_before' }, (one) =>
      one.previousHolders.includes(rep) ? { ...one, previousHolders: without(one.previousHolders) } : undefined,
    ),
    ofLead({ change: 'not_refused' }, (one) =>
      one.refusedBy?.includes(rep) ? { ...one, refusedBy: without(one.refusedBy) } : undefined,
    ),
    ofLead({ change: 'not_excluded' }, (one) =>
      one.excluded.includes(rep) ? { ...one, excluded: without(one.excluded) } : undefined,
    ),
    ofLead({ change: 'not_reserved' }, ({ only, backup: _, ...one }) =>
      only === undefined || only === rep ? undefined : one,
    ),
  ];
}

function withRep(one: Candidate, changed: Partial<Candidate['rep']>): Candidate {
  return { ...one, rep: { ...one.rep, ...changed } };
}

function changeOne(id: RepId, change: RepChange, edit: (one: Candidate) => Candidate | undefined): Lever {
  return (input) => {
    const before = input.candidates.find(({ rep }) => rep.id === id);
    const after = before && edit(before);
    if (!after) return undefined;
    return { change, input: { ...input, candidates: input.candidates.map((one) => (one === before ? after : one)) } };
  };
}

function changeLead(id: LeadId, change: RepChange, edit: (one: AssignableLead) => AssignableLead | undefined): Lever {
  return (input) => {
    const before = input.batch.find(({ lead }) => lead === id);
    const after = before && edit(before);
    if (!after) return undefined;
    return { change, input: { ...input, batch: input.batch.map((one) => (one === before ? after : one)) } };
  };
}
