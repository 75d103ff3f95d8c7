import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod';
import { BATON_DIRECTORY } from '../../infra/project-root.ts';
import type { ApiClient } from '../api-client.ts';
import { gatherReport } from '../report/gather.ts';
import { renderReportPage } from '../report/page.ts';
import { parsePeriod } from '../report/period.ts';
import type { SetupResult } from '../setup/setup.ts';
import { formatCommands } from './commands.ts';
import type { Display } from './display.ts';
import type { LeadSnapshot } from './expected-path.ts';
import { computeRunFigures } from './figures.ts';
import type { DemoInputs } from './inputs.ts';
import type { NotificationListener } from './notification-listener.ts';
import type { DemoOffice } from './office.ts';
import type { Outbox } from './outbox.ts';
import { replayRun } from './replay-run.ts';
import { type FairnessRow, formatDifferences, formatFairness, formatFigures, formatHeading } from './report.ts';
import type { LeadProgress } from './show-run.ts';
import type { SweepHealing } from './wait-for-sweep.ts';

/** The recording of a run, the input of `npm run picture`. */
export const RECORDING_FILE = join(BATON_DIRECTORY, 'recording.json');

/** The HTML report of a run. */
const REPORT_FILE = join(BATON_DIRECTORY, 'report.html');

const LedgerEntryView = z.object({
  received: z.number(),
  earned: z.number(),
  adjusted: z.number(),
  credit: z.number(),
});
const LedgerView = z.object({ entries: z.record(z.string(), z.record(z.string(), LedgerEntryView)) });

/**
 * Prints the result of a run. Returns whether it succeeded: every lead took its expected path, or every kept lead
 * healed, and every decision replays equal.
 */
export async function printSummary(run: {
  readonly materials: DemoInputs;
  readonly display: Display;
  readonly setup: SetupResult;
  readonly standings: readonly LeadProgress[];
  /** Set when the run resumed kept leads: their paths depend on when the cloud was stopped. */
  readonly healed: SweepHealing | undefined;
  readonly listener: NotificationListener;
  readonly office: Pick<DemoOffice, 'slack'>;
  readonly outbox: Pick<Outbox, 'mails'>;
  readonly keyFile: string;
  /** Whether the stack stays up afterwards, so that the user can try commands. */
  readonly stays: boolean;
}): Promise<boolean> {
  const {
    materials,
    display,
    setup,
    standings: leads,
    healed,
    listener,
    office,
    outbox,
    keyFile,
    stays: staysUp,
  } = run;
  const seen = leads.map((standing) => standing.seen).filter((one) => one !== undefined);
  const { accepted, duplicates, rejected } = listener.counts();
  display.printResult(formatFigures(computeRunFigures(seen)));
  display.printResult(
    `Notifications: ${office.slack.messages.length} in Slack · ${(await outbox.mails()).length} by e-mail · ${accepted} by webhook, ${duplicates} duplicates dropped, ${rejected} rejected`,
  );
  display.printResult(formatFairness(await readFairness(materials, setup.api)));
  const unexpected = leads.filter(({ progress }) => progress.status !== 'arrived');
  if (healed) {
    display.printResult(
      formatHeading(
        `${healed.healed} of ${healed.due} leads healed: the sweep took the steps whose timers were lost with the cloud`,
      ),
    );
  } else if (unexpected.length > 0) {
    display.printResult(
      formatDifferences(unexpected.map(({ name, progress }) => ({ name, differences: progress.differences }))),
    );
  } else {
    display.printResult(formatHeading(`All ${leads.length} leads took the expected path.`));
  }
  const replay = await replayRun(setup.api, Date.now());
  display.print(replay.text);
  display.print(`Report with charts: ${relative(process.cwd(), await writeReport(setup.api))}`);
  await saveRecording(display);
  if (staysUp) {
    display.print(formatHeading('Try it, in another terminal in this directory'));
    display.print(
      formatCommands({
        apiUrl: setup.api.url,
        hookUrl: setup.source.hookUrl,
        hookSecret: setup.source.secret,
        keyFile: relative(process.cwd(), keyFile),
        leadId: seen.find(wasReassigned)?.lead.id ?? '<id>',
      }),
    );
  }
  return replay.isEqual && (healed ? healed.healed === healed.due : unexpected.length === 0);
}

/** Returns whether the system reassigned the lead to the rep who works on it: such a lead has the most to show. */
function wasReassigned({ lead: { stage, previousHolders } }: LeadSnapshot): boolean {
  return stage.state === 'working' && stage.decision !== undefined && previousHolders.length > 0;
}

async function readFairness({ plan }: DemoInputs, api: ApiClient): Promise<readonly FairnessRow[]> {
  const lines: FairnessRow[] = [];
  for (const team of Object.keys(plan.teams)) {
    const { entries } = await api.call('GET', `/v1/teams/${team}/ledger`, { reply: LedgerView });
    for (const reps of Object.values(entries)) {
      for (const [rep, account] of Object.entries(reps)) lines.push({ team, rep, ...account });
    }
  }
  return lines;
}

async function writeReport(api: ApiClient): Promise<string> {
  const now = Date.now();
  const report = await gatherReport(api, {
    period: parsePeriod({}, now),
    environment: 'local',
    madeAt: new Date(now).toISOString(),
  });
  await mkdir(dirname(REPORT_FILE), { recursive: true });
  await writeFile(REPORT_FILE, renderReportPage(report));
  return REPORT_FILE;
}

async function saveRecording(display: Display): Promise<void> {
  await mkdir(dirname(RECORDING_FILE), { recursive: true });
  await writeFile(RECORDING_FILE, JSON.stringify(display.recording()));
}
