import { InvalidArgumentError } from 'commander';
import { localTimeToInstant } from '../../shared/domain/business-hours/local-day.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';

/** A leave to try, in whole days of the rep's zone, both included. */
export interface LeaveToTry {
  readonly rep: string;
  readonly from: string;
  readonly to: string;
}

/** Reps to hire for a team. */
export interface HireToTry {
  readonly count: number;
  readonly team: string;
}

/** What is tried beside the plan. */
export interface WhatIf {
  readonly leaves: readonly LeaveToTry[];
  readonly hires: readonly HireToTry[];
  /** Times the leads. */
  readonly volume: number;
}

const DAY_SECONDS = 86_400;

/** Parses `mia.keller:2026-12-01/14` or `mia.keller:2026-12-28/2027-01-08`. */
export function parseLeave(text: string, earlier: readonly LeaveToTry[] = []): readonly LeaveToTry[] {
  const found = /^([\w.-]+):(\d{4}-\d{2}-)(\d{2})\/(\d{4}-\d{2}-)?(\d{2})$/.exec(text);
  const [, rep = '', month = '', day = '', lastMonth = month, lastDay = ''] = found ?? [];
  const [from, to] = [month + day, lastMonth + lastDay];
  if (!found || !isDate(from) || !isDate(to) || to < from)
    throw new InvalidArgumentError('Expected a rep and days such as mia.keller:2026-12-01/14.');
  return [...earlier, { rep, from, to }];
}

/** Parses `2@sdr-emea`. */
export function parseHire(text: string, earlier: readonly HireToTry[] = []): readonly HireToTry[] {
  const [, count, team = ''] = /^(\d{1,3})@([\w.-]+)$/.exec(text) ?? [];
  if (count === undefined || Number(count) === 0)
    throw new InvalidArgumentError('Expected a number and a team such as 2@sdr-emea.');
  return [...earlier, { count: Number(count), team }];
}

/** Parses `x3` or `x0.5`. */
export function parseVolume(text: string): number {
  const volume = Number(/^x(\d{1,3}(?:\.\d{1,2})?)$/.exec(text)?.[1]);
  if (!(volume > 0)) throw new InvalidArgumentError('Expected a factor such as x3 or x0.5.');
  return volume;
}

/**
 * Returns the reps with the leaves and the new reps. A new rep is like the first rep of the team, with all attributes
 * that somebody of the team has, and without caps of their own. @throws a sentence when a rep or a team is unknown
 */
export function applyWhatIf(reps: readonly Rep[], { leaves, hires }: WhatIf): readonly Rep[] {
  const away = reps.map((rep) => {
    const own = leaves.filter((leave) => leave.rep === rep.id).map((leave) => toLeave(leave, rep));
    return own.length === 0 ? rep : { ...rep, leaves: [...rep.leaves, ...own] };
  });
  const unknown = leaves.find(({ rep }) => !reps.some(({ id }) => id === rep));
  if (unknown) throw new Error(`There is no rep ${unknown.rep}; reps: ${reps.map(({ id }) => id).join(', ')}.`);
  return [...away, ...hires.flatMap((hire) => hireReps(reps, hire))];
}

function toLeave({ from, to }: LeaveToTry, { zone }: Rep): { readonly from: Instant; readonly until: Instant } {
  return { from: startOf(from, zone), until: startOf(nextDay(to), zone) };
}

function hireReps(reps: readonly Rep[], { count, team }: HireToTry): readonly Rep[] {
  const colleagues = reps.filter((rep) => Object.hasOwn(rep.teams, team));
  const [model] = colleagues;
  if (!model) throw new Error(`No rep is in a team ${team}, so nobody knows what a new one is like.`);
  const attributes = new Map<string, ReadonlySet<string>>();
  for (const [name, values] of colleagues.flatMap((rep) => Object.entries(rep.attributes)))
    attributes.set(name, new Set([...(attributes.get(name) ?? []), ...values]));
  return Array.from({ length: count }, (_, at) => ({
    id: `new-${team}-${at + 1}`,
    name: `New rep ${at + 1}`,
    active: true,
    teams: { [team]: 1 },
    zone: model.zone,
    ...(model.holidayRegion !== undefined && { holidayRegion: model.holidayRegion }),
    attributes: Object.fromEntries([...attributes].map(([name, values]) => [name, [...values]])),
    leaves: [],
    version: 1,
  }));
}

function startOf(date: string, zone: string): Instant {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return localTimeToInstant(zone, { year, month, day, minutes: 0 });
}

function nextDay(date: string): string {
  return addSeconds(`${date}T00:00:00.000Z`, DAY_SECONDS).slice(0, 10);
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
