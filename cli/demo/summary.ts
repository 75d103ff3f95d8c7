import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { BATON_DIRECTORY } from '../../infra/project-root.ts';
import type { ApiClient } from '../api-client.ts';
import { gatherReport } from '../report/gather.ts';
import { reportPage } from '../report/page.ts';
import { periodOf } from '../report/period.ts';
import type { SetUp } from '../setup/setup.ts';
import { commandsText } from './commands.ts';
import type { Display } from './display.ts';
import type { Seen } from './expected-path.ts';
import { figuresOf } from './figures.ts';
import type { Materials } from './inputs.ts';
import type { NoticeListener } from './notification-listener.ts';
import { differencesText, type FairnessLine, fairnessText, figuresText, heading } from './report.ts';
import type { Standing } from './show-run.ts';
import type { Healed } from './wait-for-sweep.ts';

/** The recording of a run, the input of `npm run picture`. */
export const RECORDING_FILE = join(BATON_DIRECTORY, 'recording.json');

/** The HTML report of a run. */
const REPORT_FILE = join(BATON_DIRECTORY, 'report.html');

const Account = z.object({ received: z.number(), earned: z.number(), adjusted: z.number(), credit: z.number() });
const Ledger = z.object({ accounts: z.record(z.string(), z.record(z.string(), Account)) });

/**
 * Prints the result of a run. Returns whether it succeeded: every lead took its expected path, or every kept lead
 * healed.
 */
export async function conclude(run: {
  readonly materials: Materials;
  readonly display: Display;
  readonly setup: SetUp;
  readonly standings: readonly Standing[];
  /** Set when the run resumed kept leads: their paths depend on when the cloud was stopped. */
  readonly healed: Healed | undefined;
  readonly listener: NoticeListener;
  readonly keyFile: string;
  /** Whether the stack stays up afterwards, so that the user can try commands. */
  readonly stays: boolean;
}): Promise<boolean> {
  const { materials, display, setup, standings, healed, listener, keyFile, stays } = run;
  const seen = standings.map((standing) => standing.seen).filter((one) => one !== undefined);
  const { taken, copies, refused } = listener.counts();
  display.conclude(figuresText(figuresOf(seen)));
  display.conclude(`Notifications to reps: ${taken} accepted, ${copies} duplicates dropped, ${refused} rejected`);
  display.conclude(fairnessText(await fairnessOf(materials, setup.api)));
  const off = standings.filter(({ progress }) => progress.where !== 'arrived');
  if (healed) {
    display.conclude(
      heading(
        `${healed.healed} of ${healed.due} leads healed: the sweep took the steps whose timers were lost with the cloud`,
      ),
    );
  } else if (off.length > 0) {
    display.conclude(differencesText(off.map(({ name, progress }) => ({ name, differences: progress.differences }))));
  } else {
    display.conclude(heading(`All ${standings.length} leads took the expected path.`));
  }
  display.say(`Report with charts: ${relative(process.cwd(), await writeReport(setup.api))}`);
  await record(display);
  if (stays) {
    display.say(heading('Try it, in another terminal in this directory'));
    display.say(
      commandsText({
        apiUrl: setup.api.url,
        hookUrl: setup.source.hookUrl,
        hookSecret: setup.source.secret,
        keyFile: relative(process.cwd(), keyFile),
        leadId: seen.find(hasDecision)?.lead.id ?? '<id>',
      }),
    );
  }
  return healed ? healed.healed === healed.due : off.length === 0;
}

/** Returns whether the system reassigned the lead to the rep who works on it: such a lead has the most to show. */
function hasDecision({ lead: { stage, holders } }: Seen): boolean {
  return stage.state === 'working' && stage.decision !== undefined && holders.length > 0;
}

async function fairnessOf({ plan }: Materials, api: ApiClient): Promise<readonly FairnessLine[]> {
  const lines: FairnessLine[] = [];
  for (const team of Object.keys(plan.teams)) {
    const { accounts } = await api.call('GET', `/v1/teams/${team}/ledger`, { reply: Ledger });
    for (const reps of Object.values(accounts)) {
      for (const [rep, account] of Object.entries(reps)) lines.push({ team, rep, ...account });
    }
  }
  return lines;
}

async function writeReport(api: ApiClient): Promise<string> {
  const now = Date.now();
  const report = await gatherReport(api, {
    period: periodOf({}, now),
    environment: 'local',
    madeAt: new Date(now).toISOString(),
  });
  await mkdir(dirname(REPORT_FILE), { recursive: true });
  await writeFile(REPORT_FILE, reportPage(report));
  return REPORT_FILE;
}

async function record(display: Display): Promise<void> {
  await mkdir(dirname(RECORDING_FILE), { recursive: true });
  await writeFile(RECORDING_FILE, JSON.stringify(display.recording()));
}
