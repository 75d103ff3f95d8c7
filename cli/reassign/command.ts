import { Command, InvalidArgumentError } from 'commander';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { parseInputFile, parseOutputFile } from '../file-options.ts';
import { print } from '../print.ts';
import { applyMove, type MoveResult, type Mover, undoMove } from './carry-out.ts';
import { type MoveRequest, planMoves } from './make-plan.ts';
import { type Move, readMovePlan, writeMovePlan } from './move-plan.ts';
import { describeResult, formatPlannedMoves, formatResults } from './text.ts';
import { parseWhere, type Where } from './where.ts';

interface PlanOptions extends EnvironmentOptions {
  readonly from?: string;
  readonly team?: string;
  readonly rule?: string;
  readonly where: readonly Where[];
  readonly to?: string;
  readonly toTeam?: string;
  readonly reason: string;
  readonly out?: string;
  readonly json?: boolean;
}

interface CarryOutOptions extends EnvironmentOptions {
  readonly overCap?: boolean;
  readonly json?: boolean;
}

/** `baton reassign`: moves many leads at once, by a file that shows each move before it happens. */
export function reassignCommand(): Command {
  const command = new Command('reassign')
    .description('Moves many leads: writes a file of moves to review; `apply` carries it out, `undo` takes it back.')
    .enablePositionalOptions()
    .addOption(createEnvOption().makeOptionMandatory(false))
    .addOption(createKeyFileOption())
    .option('--from <rep>', 'the open leads of a rep')
    .option('--team <team>', 'the open leads of a team, those in its queue included')
    .option('--rule <rule>', 'only leads that this rule of the plan took')
    .option(
      '--where <field=values>',
      'only leads with one of these values, country=DE,AT or state=working; may be repeated; nurture only by state=nurturing',
      parseWhere,
      [],
    )
    .option('--to <rep>', 'give them to this rep')
    .option('--to-team <team>', 'share them among the reps of a team, by weight and open leads, within caps')
    .option('--reason <code>', 'why, on the timeline of each lead', parseReason, 'bulk_move')
    .option('--out <file>', 'write the moves to this file', parseOutputFile)
    .option('--json', 'print the moves as JSON')
    .action(plan);
  const carryOut = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .argument('<file>', 'file of moves', parseInputFile)
      .addOption(createEnvOption())
      .addOption(createKeyFileOption())
      .option('--over-cap', 'exceed caps, where the plan lets people do that')
      .option('--json', 'print what became of each lead as JSON');
  carryOut('apply', 'Makes the moves of a file. Idempotent: after an interruption, run it again.').action(
    (file: string, options: CarryOutOptions) => carryOutMoves(file, options, applyMove),
  );
  carryOut('undo', 'Takes back the moves of a file: each lead that is still where apply put it.').action(
    (file: string, options: CarryOutOptions) => carryOutMoves(file, options, undoMove),
  );
  return command;
}

async function plan(options: PlanOptions): Promise<void> {
  const { env, keyFile, out, json, ...request } = options;
  if (env === undefined) throw new Error('Give --env.');
  if ([request.from, request.team, request.rule].every((one) => one === undefined))
    throw new Error('Say which leads: --from REP, --team TEAM or --rule RULE.');
  if (request.from !== undefined && request.team !== undefined) throw new Error('Give either --from or --team.');
  if ((request.to === undefined) === (request.toTeam === undefined)) throw new Error('Give either --to or --to-team.');
  const asked: MoveRequest = { ...request, environment: env, now: new Date().toISOString() };
  const planned = await planMoves(asked, await connectToApi({ env, keyFile }));
  if (out !== undefined) await writeMovePlan(out, planned.plan);
  if (json) return print(JSON.stringify(planned.plan, null, 2));
  const next =
    out === undefined
      ? 'Nothing was changed. To go on, write the moves to a file with --out moves.json.'
      : `Nothing was changed. Review ${out}, then: npm run baton -- reassign apply ${out} --env ${env}`;
  print(`${formatPlannedMoves(planned)}\n\n${next}`);
}

async function carryOutMoves(
  file: string,
  options: CarryOutOptions,
  move: (one: Move, mover: Mover) => Promise<MoveResult>,
): Promise<void> {
  const { env, overCap = false, json } = options;
  const { moves, reason } = await readMovePlan(file, env);
  const mover: Mover = { api: await connectToApi(options), reason, overCap };
  const undone = move === undoMove;
  const results: (readonly [Move, MoveResult])[] = [];
  for (const one of moves) {
    const result = await move(one, mover);
    results.push([one, result]);
    if (!json) console.error(`${results.length} of ${moves.length}  ${one.lead}  ${describeResult(result, undone)}`);
  }
  if (json)
    print(
      JSON.stringify(
        results.map(([{ lead }, result]) => ({ lead, ...result })),
        null,
        2,
      ),
    );
  else print(formatResults(results, undone));
  if (results.some(([, { outcome }]) => outcome === 'refused')) process.exitCode = 1;
}

function parseReason(text: string): string {
  if (/^[a-z][a-z0-9_]{0,63}$/.test(text)) return text;
  throw new InvalidArgumentError('Expected a code such as territory_changed.');
}
