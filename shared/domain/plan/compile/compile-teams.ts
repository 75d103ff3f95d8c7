import { unknownNameMessage } from '../did-you-mean.ts';
import type { PlanFile } from '../file/plan-file.ts';
import type { Plan, ReviewQueue } from '../plan.ts';
import type { Team } from '../team.ts';
import { compileSurge } from './compile-surge.ts';
import { compileTurn, reportTerms } from './compile-turn.ts';
import type { CompileContext } from './plan-context.ts';

/** Words with a meaning of their own in places that take a team or queue name. */
const RESERVED = ['next', 'none', 'otherwise'];

/** Values of `turn` that offer a lead to the owner of its territory or account first. */
const OWNER_FIRST_BY_TURN: ReadonlyMap<string, NonNullable<Team['ownerFirst']>> = new Map([
  ['territory_owner', 'territory'],
  ['account_owner', 'account'],
]);

/** Compiles the teams of a plan file. Checks calendars and backups. */
export function compileTeams({ file, names, report }: CompileContext): Plan['teams'] {
  const teams = Object.entries(file.teams).map(([id, team]): [string, Team] => {
    const at = ['teams', id];
    if (RESERVED.includes(id)) report(at, `\`${id}\` is reserved; expected another name`);
    if (!names.calendars.includes(team.hours)) {
      report([...at, 'hours'], unknownNameMessage('calendar', team.hours, names.calendars));
    }
    if (team.backup === id) report([...at, 'backup'], 'expected a team other than itself');
    else if (team.backup !== undefined && !names.teams.includes(team.backup)) {
      report([...at, 'backup'], unknownNameMessage('team', team.backup, names.teams));
    }
    const {
      manager,
      hours,
      turn: turnSetting,
      otherwise,
      fair_by: fairBy,
      cap = 'none',
      backup,
      wait,
      meetings,
      slack,
    } = team;
    const ownerFirst = typeof turnSetting === 'string' ? OWNER_FIRST_BY_TURN.get(turnSetting) : undefined;
    if (otherwise !== undefined && ownerFirst === undefined) {
      report([...at, 'otherwise'], 'only goes with `turn: territory_owner` or `turn: account_owner`');
    }
    const turn = compileTurn(turnSetting, otherwise);
    reportTerms(turn.best, [...at, ownerFirst ? 'otherwise' : 'turn'], report);
    const surge = compileSurge(team, [...at, 'surge'], { report });
    return [
      id,
      {
        ...{ id, manager, hours, ...turn, ...(ownerFirst && { ownerFirst }), fairBy },
        cap: cap === 'none' ? {} : cap,
        backup,
        ...(surge && { surge }),
        ...(wait !== undefined && { waitSeconds: wait }),
        meetings: compileMeetings(meetings),
        ...(slack && { slack: { channel: slack.channel, showsName: slack.person === 'name' } }),
      },
    ];
  });
  if (teams.length === 0) report(['teams'], 'expected at least one team');
  return Object.fromEntries(teams);
}

function compileMeetings(meetings: PlanFile['teams'][string]['meetings']): Team['meetings'] {
  if (meetings === 'ignore') return { passOver: [], longerThanSeconds: 0 };
  return { passOver: meetings.pass_over, longerThanSeconds: meetings.longer_than };
}

/** Compiles the review queues of a plan file. Checks that `otherwise` names one of them. */
export function compileQueues({ file, names, report }: CompileContext): Plan['queues'] {
  if (!names.queues.includes(file.otherwise)) {
    report(['otherwise'], unknownNameMessage('queue', file.otherwise, names.queues));
  }
  return Object.fromEntries(
    Object.entries(file.queues).map(([id, { owner, review, alarm }]): [string, ReviewQueue] => {
      const at = ['queues', id];
      if (RESERVED.includes(id)) report(at, `\`${id}\` is reserved; expected another name`);
      if (names.teams.includes(id)) report(at, `there is also a team \`${id}\`; expected different names`);
      if (review === 0) report([...at, 'review'], 'expected more than zero');
      if (alarm === 0) report([...at, 'alarm'], 'expected more than zero');
      return [id, { id, owner, reviewSeconds: review, ...(alarm !== undefined && { alarmSeconds: alarm }) }];
    }),
  );
}
