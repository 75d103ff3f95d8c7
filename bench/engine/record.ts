import { INDEXED, ONE_BY_ONE } from './engines/baton.ts';
import { CEL } from './engines/cel.ts';
import type { Engine, FindFirstRule } from './engines/engine.ts';
import { JSON_LOGIC } from './engines/json-logic.ts';
import { JSON_RULES } from './engines/json-rules.ts';
import { loadZen, ZEN_PACKAGE } from './engines/zen.ts';
import { measureDecisions } from './measure-cpu.ts';
import { alikeRules, mixedRules, type RuleSet } from './rule-set.ts';

const zen = await loadZen();
if (zen === undefined) console.log(`Without zen-engine. To measure it too: npm install --no-save ${ZEN_PACKAGE}`);
const ENGINES: readonly Engine[] = [INDEXED, ONE_BY_ONE, JSON_LOGIC, CEL, ...(zen ? [zen] : []), JSON_RULES];
const RULE_COUNTS = [200, 10_000];
const LEADS = 20_000;
/** Leads whose answers are compared one by one: the slowest engines take a second for a hundred of the large sets. */
const COMPARED_LEADS = 100;

for (const count of RULE_COUNTS) {
  for (const make of [mixedRules, alikeRules]) await compareEngines(make(count, LEADS));
}

/** Measures every engine on one set of rules and prints a row for each. Ends the run if two answers differ. */
async function compareEngines(set: RuleSet): Promise<void> {
  console.log(`\n${set.rules.length} rules x 4 tests, ${set.name}: decisions in a second of CPU time`);
  let expected: readonly number[] | undefined;
  for (const engine of ENGINES) {
    const start = process.cpuUsage();
    const find = engine.load(set.rules);
    const { user, system } = process.cpuUsage(start);
    const answers = await answersOf(find, set);
    expected ??= answers;
    failOnDifference(engine, answers, expected);
    const perSecond = await measureDecisions(find, set.leads);
    printRow(engine.name, perSecond, (user + system) / 1000);
  }
  const found = expected?.filter((number) => number >= 0) ?? [];
  console.log(`(${found.length} of ${COMPARED_LEADS} leads compared have a rule; all engines agree on each)`);
}

async function answersOf(find: FindFirstRule, { leads }: RuleSet): Promise<readonly number[]> {
  const answers: number[] = [];
  for (const lead of leads.slice(0, COMPARED_LEADS)) answers.push(await find(lead));
  return answers;
}

function failOnDifference({ name }: Engine, answers: readonly number[], expected: readonly number[]): void {
  const lead = answers.findIndex((answer, index) => answer !== expected[index]);
  if (lead < 0) return;
  console.error(`${name} answers ${answers[lead]} for lead ${lead}, expected ${expected[lead]}`);
  process.exit(1);
}

function printRow(name: string, perSecond: number, loadMilliseconds: number): void {
  const rate = Math.round(perSecond).toLocaleString('en').padStart(12);
  console.log(`${name.padEnd(22)}${rate}   loaded in ${loadMilliseconds.toFixed(0).padStart(5)} ms`);
}
