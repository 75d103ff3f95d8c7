import { unknownName } from '../did-you-mean.ts';
import type { Plan, Queue, Team } from '../plan.ts';
import type { PlanContext } from './plan-context.ts';

/** Words that stand for something else where a team or a queue could be named. */
const RESERVED = ['next', 'none', 'otherwise'];

/** Ways to take turns in which the lead's own rep goes first. */
const OWNER_FIRST: ReadonlyMap<string, NonNullable<Team['ownerFirst']>> = new Map([
  ['territory_owner', 'territory'],
  ['account_owner', 'account'],
]);

/** Turns the teams of a plan file into teams, checking calendars and backups. */
export function compileTeams({ file, names, report }: PlanContext): Plan['teams'] {
  const teams = Object.entries(file.teams).map(([id, team]): [string, Team] => {
    const at = ['teams', id];
    if (RESERVED.includes(id)) report(at, `\`${id}\` is a word of the plan's own; expected another name`);
    if (!names.calendars.includes(team.hours)) {
      report([...at, 'hours'], unknownName('calendar', team.hours, names.calendars));
    }
    if (team.backup === id) report([...at, 'backup'], 'expected another team than itself');
    else if (team.backup !== undefined && !names.teams.includes(team.backup)) {
      report([...at, 'backup'], unknownName('team', team.backup, names.teams));
    }
    const { manager, hours, turn: said, otherwise, fair_by: fairBy, cap = 'none', backup } = team;
    const ownerFirst = OWNER_FIRST.get(said);
    if (otherwise !== undefined && ownerFirst === undefined) {
      report([...at, 'otherwise'], 'only goes with `turn: territory_owner` or `turn: account_owner`');
    }
    const turn = said === 'territory_owner' || said === 'account_owner' ? (otherwise ?? 'round_robin') : said;
    return [
      id,
      { id, manager, hours, turn, ...(ownerFirst && { ownerFirst }), fairBy, cap: cap === 'none' ? {} : cap, backup },
    ];
  });
  if (teams.length === 0) report(['teams'], 'expected at least one team');
  return Object.fromEntries(teams);
}

/** Turns the queues of a plan file into queues, checking that `otherwise` is one of them. */
export function compileQueues({ file, names, report }: PlanContext): Plan['queues'] {
  if (!names.queues.includes(file.otherwise)) {
    report(['otherwise'], unknownName('queue', file.otherwise, names.queues));
  }
  return Object.fromEntries(
    Object.entries(file.queues).map(([id, { owner, review }]): [string, Queue] => {
      const at = ['queues', id];
      if (RESERVED.includes(id)) report(at, `\`${id}\` is a word of the plan's own; expected another name`);
      if (names.teams.includes(id)) report(at, `there is a team \`${id}\` too: expected different names`);
      if (review === 0) report([...at, 'review'], 'expected more than nothing');
      return [id, { id, owner, reviewSeconds: review }];
    }),
  );
}
