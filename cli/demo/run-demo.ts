import type { StackOutputs } from '../../infra/outputs.ts';
import { LeadTable } from '../../shared/adapters/dynamodb/lead-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { openDatabase } from '../database.ts';
import type { SetupResult } from '../setup/setup.ts';
import type { Display } from './display.ts';
import { HttpScenarioTarget } from './http-target.ts';
import type { DemoInputs } from './inputs.ts';
import { readLeadMail } from './mail-reps.ts';
import type { NotificationListener } from './notification-listener.ts';
import type { DemoOffice } from './office.ts';
import type { Outbox } from './outbox.ts';
import { type LeadRegistry, playScenario } from './play-scenario.ts';
import { LeadPoller } from './poll-leads.ts';
import { type LeadProgress, showProgress } from './show-run.ts';
import { type ReceivedNotification, SimulatedReps } from './simulated-reps.ts';
import { answerInSlack, readLeadMessage } from './slack-reps.ts';
import type { TypeformHook } from './typeform.ts';

/** The demo on a deployed stack: simulated senders, reps and managers, and an observer. */
export interface DemoRun {
  readonly stage: HttpScenarioTarget;
  readonly watch: LeadPoller;
  readonly display: Display;
  /** Finds leads of an earlier run. Returns their names. */
  findExistingLeads(): Promise<readonly string[]>;
  /** Plays all leads that do not exist yet, and shows the progress until every lead has reached its end. */
  playToEnd(): Promise<readonly LeadProgress[]>;
}

/** Prepares the run; from now on the simulated reps receive notifications. */
export function startDemoRun(options: {
  readonly materials: DemoInputs;
  readonly display: Display;
  readonly setup: SetupResult;
  readonly typeform: TypeformHook;
  readonly outputs: StackOutputs;
  readonly listener: NotificationListener;
  readonly office: DemoOffice;
  readonly outbox: Outbox;
  readonly signal: AbortSignal;
}): DemoRun {
  const { materials, display, setup, outputs, listener, office, outbox, signal } = options;
  const db = openDatabase();
  const reps = new RepTable({ db, table: outputs.RepsTable });
  const leads = new LeadTable({ db, tables: { leads: outputs.LeadsTable, reps: outputs.RepsTable } });
  const registry: LeadRegistry = new Map();
  const watch = new LeadPoller(leads, registry);
  const stage = new HttpScenarioTarget({ api: setup.api, has: (condition) => watch.has(condition), signal });
  const robotReps = new SimulatedReps(materials.leadsByEmail, stage);
  const reportProblem = (problem: string): void => {
    if (!signal.aborted) display.print(`! ${problem}`);
  };
  const reportFailure = (work: Promise<void>): void => {
    work.catch((error: unknown) => reportProblem(error instanceof Error ? error.message : String(error)));
  };

  listener.trust(setup.notifications.secret, (notice) => {
    if (robotReps.knows(notice)) reportFailure(robotReps.handle(notice));
    else display.print(formatNotification(notice));
  });
  const handled = new Set<string>();
  office.slack.onPosted = (message) => {
    const notice = readLeadMessage(message, office.reps);
    if (!notice) return;
    if (!robotReps.knows(notice))
      return display.print(formatMessage(notice, 'a message in Slack', `${office.slackUrl}to/${message.to}`));
    // Further messages about an assignment call for nothing that the first one did not.
    const assignment = `${notice.lead} ${notice.epoch}`;
    if (handled.has(assignment)) return;
    handled.add(assignment);
    reportFailure(robotReps.handle(notice, answerInSlack(message, office.window, { signal })));
  };
  const watching = outbox.watch((mail) => {
    const notice = readLeadMail(mail, office.mailboxes);
    if (!notice) return;
    if (robotReps.knows(notice)) reportFailure(robotReps.handle(notice));
    else display.print(formatMessage(notice, 'an e-mail', outbox.url));
  });
  reportFailure(watching);
  const intake = {
    hookUrl: setup.source.hookUrl,
    secret: setup.source.secret,
    typeform: options.typeform,
    apiUrl: setup.api.url,
    apiKey: setup.adminKey,
  };
  return {
    stage,
    watch,
    display,
    findExistingLeads: async () => {
      await watch.findExistingLeads((email) => materials.leadsByEmail.get(email)?.name);
      return [...registry.keys()];
    },
    playToEnd: async () => {
      const { scenario, examples } = materials;
      reportFailure(playScenario(scenario, { examples, intake, stage, registry, reportProblem }));
      return showProgress({ materials, stage, watch, display, leads, reps });
    },
  };
}

/** Formats a notification about a lead outside the scenario: the user posted it and may answer it. */
function formatNotification({ to, occasion, lead, links }: ReceivedNotification): string {
  const answer = links.contacted === undefined ? '' : `\n  to answer "contacted" as ${to}, open ${links.contacted}`;
  return `Notification to ${to}: lead ${lead} ${occasion}${answer}`;
}

/** Formats a message about such a lead that a page shows. */
function formatMessage({ to, lead }: ReceivedNotification, what: string, page: string): string {
  return `Notification to ${to}: lead ${lead} assigned, ${what}\n  to answer it as ${to}, open ${page}`;
}
