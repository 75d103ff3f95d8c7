import type { Condition } from '../condition.ts';
import { unknownNameMessage } from '../did-you-mean.ts';
import type { FileRule } from '../file/file-rules.ts';
import type { PlanPath } from '../plan-problem.ts';
import type { ClosedPolicy, Layer, Rule, RuleAction } from '../rule.ts';
import { teamsMatchingTemplate, templateFieldsOf } from '../team-template.ts';
import { compileCondition } from './compile-condition.ts';
import type { CompileContext } from './plan-context.ts';

/** Words with a meaning of their own in places that take a rule name. */
const RESERVED = ['otherwise'];
const EVERY_LEAD: Condition = { kind: 'all', of: [] };
const DEFAULT_NURTURE_SECONDS = 30 * 86_400;

const KEYS_BY_ACTION = {
  to: ['sla', 'need', 'relax', 'priority', 'closed', 'cap', 'turn', 'otherwise'],
  nurture: ['owner', 'after'],
} as const;

/** Compiles the layers of a plan file. Checks that every rule is reachable and every name exists. */
export function compileLayers(context: CompileContext): readonly Layer[] {
  const { file, report } = context;
  const rulesSeen = new Set(RESERVED);
  const layersSeen = new Set<string>();
  const lastLayer = file.layers.length - 1;
  return file.layers.map(({ layer, rules }, i) => {
    if (layersSeen.has(layer)) report(['layers', i, 'layer'], `there are two layers \`${layer}\``);
    layersSeen.add(layer);
    return {
      layer,
      rules: rules.map((rule, j) => {
        const at = ['layers', i, 'rules', j];
        if (RESERVED.includes(rule.rule))
          report([...at, 'rule'], `\`${rule.rule}\` stands for "no rule"; expected another name`);
        else if (rulesSeen.has(rule.rule)) report([...at, 'rule'], `there are two rules \`${rule.rule}\``);
        rulesSeen.add(rule.rule);
        const isLast = i === lastLayer && j === rules.length - 1;
        if (rule.when === undefined && !isLast && rule.otherwise !== 'next') {
          report(
            [...at, 'when'],
            'is missing: a rule for every lead must be the last one, or the rules after it are never reached',
          );
        }
        return compileRule(rule, at, context);
      }),
    };
  });
}

function compileRule(rule: FileRule, at: PlanPath, context: CompileContext): Rule {
  const when = rule.when === undefined ? EVERY_LEAD : compileCondition(rule.when, [...at, 'when'], context);
  return { rule: rule.rule, when, then: compileAction(rule, at, context) };
}

function compileAction(rule: FileRule, at: PlanPath, context: CompileContext): RuleAction {
  const { file, report } = context;
  const actions = (['to', 'close', 'nurture'] as const).filter((key) => rule[key] !== undefined);
  if (actions.length !== 1) report(at, 'expected exactly one of `to`, `close` and `nurture`');
  for (const [action, keys] of Object.entries(KEYS_BY_ACTION)) {
    for (const key of keys) {
      if (rule[key] !== undefined && !actions.some((one) => one === action)) {
        report([...at, key], `\`${key}\` only goes with \`${action}\``);
      }
    }
  }
  if (rule.close !== undefined) return { kind: 'close', reason: rule.close };
  if (rule.nurture !== undefined) {
    const { nurture: track, owner = file.owner, after: afterSeconds = DEFAULT_NURTURE_SECONDS } = rule;
    if (afterSeconds === 0)
      report([...at, 'after'], 'expected more than zero: the lead would come back at once, over and over');
    return { kind: 'nurture', track, owner, afterSeconds };
  }
  return compileAssign(rule, at, context);
}

function compileAssign(rule: FileRule, at: PlanPath, context: CompileContext): RuleAction {
  const { file, names, report } = context;
  const { to = '', need = [], relax = [], closed = 'hold' } = rule;
  if (typeof to === 'string' && rule.to !== undefined) checkTeamOrTemplate(to, [...at, 'to'], context);
  if (rule.sla !== undefined && !names.slas.includes(rule.sla)) {
    report([...at, 'sla'], unknownNameMessage('SLA', rule.sla, names.slas));
  }
  checkNeededFields(need, [...at, 'need'], context);
  relax.forEach((list, index) => {
    if (!need.includes(list))
      report([...at, 'relax', index], `expected a field listed in \`need\`; \`${list}\` is not`);
  });
  if (typeof closed === 'object') {
    const [key, teams] = 'wake' in closed ? (['wake', closed.wake] as const) : (['follow', closed.follow] as const);
    for (const team of teams) {
      if (!names.teams.includes(team)) report([...at, 'closed', key], unknownNameMessage('team', team, names.teams));
      else if (team === to) report([...at, 'closed', key], 'expected a team other than the closed one');
    }
  }
  return {
    kind: 'assign',
    to: typeof to === 'string' ? to : { ownerOf: to.owner_of },
    ...(rule.turn === 'not_charged' && { charged: false as const }),
    ...(rule.cap === 'ignore' && { capped: false as const }),
    sla: rule.sla,
    need,
    relax,
    priority: rule.priority ?? 'normal',
    closed: compileClosed(closed),
    otherwise:
      rule.otherwise === undefined
        ? { kind: 'queue', id: file.otherwise }
        : compileOtherwise(rule.otherwise, [...at, 'otherwise'], context),
  };
}

function compileClosed(closed: NonNullable<FileRule['closed']>): ClosedPolicy {
  if (typeof closed === 'object')
    return 'wake' in closed
      ? { kind: 'wake', teams: closed.wake, withinSeconds: closed.within }
      : { kind: 'wake', teams: closed.follow, withinSeconds: 0, follows: true };
  return { kind: closed === 'assign' ? 'assign' : 'hold' };
}

/** Reports names in `need` that are not fields of a lead. */
export function checkNeededFields(need: readonly string[], at: PlanPath, { fields, report }: CompileContext): void {
  need.forEach((list, index) => {
    if (!Object.hasOwn(fields, list)) report([...at, index], unknownNameMessage('field', list, Object.keys(fields)));
  });
}

/** Reports an unknown team, and a template that can match no team of the plan. */
export function checkTeamOrTemplate(to: string, at: PlanPath, { names, fields, report }: CompileContext): void {
  const used = templateFieldsOf(to);
  if (used.length === 0) {
    if (!names.teams.includes(to)) report(at, unknownNameMessage('team', to, names.teams));
    return;
  }
  for (const field of used) {
    if (!Object.hasOwn(fields, field)) report(at, unknownNameMessage('field', field, Object.keys(fields)));
  }
  if (teamsMatchingTemplate(to, names.teams).length === 0) {
    report(at, `no team of the plan has a name like \`${to}\`; expected one of ${names.teams.join(', ')}`);
  }
}

function compileOtherwise(
  name: string,
  at: PlanPath,
  { names, report }: CompileContext,
): Extract<RuleAction, { kind: 'assign' }>['otherwise'] {
  if (name === 'next') return { kind: 'next' };
  if (names.teams.includes(name)) return { kind: 'team', id: name };
  if (!names.queues.includes(name)) {
    report(at, unknownNameMessage('team or queue', name, ['next', ...names.teams, ...names.queues]));
  }
  return { kind: 'queue', id: name };
}
