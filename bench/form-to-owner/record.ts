import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { intervalOfMedian } from './median-interval.ts';
import { percentileOf } from './percentile.ts';
import { type LeadTimes, startTarget, type Target } from './running-target.ts';

/** Leads that are played first and not measured: cold starts, and what is kept afterwards. */
const WARM_UP_LEADS = 3;
const PLAYER = 'bench/form-to-owner/target.ts';

const { values } = parseArgs({
  options: { against: { type: 'string' }, leads: { type: 'string', default: '40' } },
});
const leads = Number(values.leads);
const fewest = values.against === undefined ? 1 : 6;
if (!Number.isInteger(leads) || leads < fewest)
  throw new Error(`--leads ${values.leads}: expected a whole number, ${fewest} or more`);

const targets: Target[] = [];
const other = values.against === undefined ? undefined : await checkOut(values.against);
try {
  targets.push(await startTarget('this checkout', PROJECT_ROOT, PLAYER));
  if (other) targets.push(await startTarget(other.revision, other.directory, PLAYER));
  const times = new Map(targets.map((target) => [target, [] as LeadTimes[]]));
  for (let lead = 0; lead < WARM_UP_LEADS + leads; lead += 1)
    // In turns, and each first as often as the other.
    for (const target of lead % 2 === 0 ? targets : targets.toReversed()) {
      const taken = await target.playLead();
      if (lead >= WARM_UP_LEADS) times.get(target)?.push(taken);
    }
  console.log(`From the post of a form to the assignment of its owner, ${leads} leads each, on the local emulator:`);
  for (const [{ name }, all] of times) {
    const owned = all.map((taken) => taken.owned);
    console.log(
      `${name.padEnd(42)} median ${percentileOf(owned, 0.5)} ms, 95th percentile ${percentileOf(owned, 0.95)} ms`,
    );
  }
  const [mine = [], theirs] = [...times.values()];
  if (theirs) compare(mine, theirs);
} finally {
  for (const target of targets) await target.stop();
  await other?.remove();
}

/** Prints by how much the first took longer, lead by lead, for each part of the way. */
function compare(mine: readonly LeadTimes[], theirs: readonly LeadTimes[]): void {
  const parts: Readonly<Record<string, (taken: LeadTimes) => number>> = {
    'from form to owner': ({ owned }) => owned,
    '  until it is stored': ({ stored }) => stored,
    '  then until it is routed': ({ stored, routed }) => routed - stored,
    '  then until it has an owner': ({ routed, owned }) => owned - routed,
  };
  console.log('This checkout took longer by, lead by lead:');
  for (const [part, timeOf] of Object.entries(parts)) {
    const differences = mine.flatMap((taken, index) => {
      const other = theirs[index];
      return other === undefined ? [] : [timeOf(taken) - timeOf(other)];
    });
    const { median, from, to } = intervalOfMedian(differences);
    console.log(`${part.padEnd(42)} median ${median} ms (95 % interval ${from} to ${to} ms)`);
  }
}

/** Checks a revision out beside this one, with the packages of this one and the player of this bench. */
async function checkOut(name: string) {
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: PROJECT_ROOT, encoding: 'utf8' }).trim();
  const revision = git('rev-parse', '--verify', `${name}^{commit}`);
  const directory = join(await mkdtemp(join(tmpdir(), 'baton-form-to-owner-')), 'checkout');
  git('worktree', 'add', '--detach', directory, revision);
  await symlink(join(PROJECT_ROOT, 'node_modules'), join(directory, 'node_modules'));
  await mkdir(join(directory, 'bench/form-to-owner'), { recursive: true });
  await copyFile(join(PROJECT_ROOT, PLAYER), join(directory, PLAYER));
  const remove = async () => {
    git('worktree', 'remove', '--force', directory);
    await rm(join(directory, '..'), { recursive: true, force: true });
  };
  return { revision, directory, remove };
}
