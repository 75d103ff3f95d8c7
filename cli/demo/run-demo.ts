import type { StackOutputs } from '../../infra/outputs.ts';
import { LeadTable } from '../../shared/adapters/dynamodb/lead-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { database } from '../database.ts';
import type { SetUp } from '../setup/setup.ts';
import type { Display } from './display.ts';
import { HttpStage } from './http-target.ts';
import type { Materials } from './inputs.ts';
import type { NoticeListener } from './notification-listener.ts';
import { playLeads, type Registry } from './play-scenario.ts';
import { Watch } from './poll-leads.ts';
import { type Standing, showUntilOver } from './show-run.ts';
import { type ReceivedNotice, RobotReps } from './simulated-reps.ts';
import type { TypeformHook } from './typeform.ts';

/** The demo on a deployed stack: simulated senders, reps and managers, and an observer. */
export interface Performance {
  readonly stage: HttpStage;
  readonly watch: Watch;
  readonly display: Display;
  /** Finds leads of an earlier run. Returns their names. */
  recognise(): Promise<readonly string[]>;
  /** Plays all leads that do not exist yet, and shows the progress until every lead has reached its end. */
  untilOver(): Promise<readonly Standing[]>;
}

/** Prepares the run; from now on the robot reps receive notifications. */
export function perform(options: {
  readonly materials: Materials;
  readonly display: Display;
  readonly setup: SetUp;
  readonly typeform: TypeformHook;
  readonly outputs: StackOutputs;
  readonly listener: NoticeListener;
  readonly signal: AbortSignal;
}): Performance {
  const { materials, display, setup, outputs, listener, signal } = options;
  const db = database();
  const reps = new RepTable({ db, table: outputs.RepsTable });
  const leads = new LeadTable({ db, tables: { leads: outputs.LeadsTable, reps: outputs.RepsTable } });
  const registry: Registry = new Map();
  const watch = new Watch(leads, registry);
  const stage = new HttpStage({ api: setup.api, has: (condition) => watch.has(condition), signal });
  const robots = new RobotReps(materials.byEmail, stage);
  const complain = (problem: string): void => {
    if (!signal.aborted) display.say(`! ${problem}`);
  };
  const orComplain = (work: Promise<void>): void => {
    work.catch((error: unknown) => complain(error instanceof Error ? error.message : String(error)));
  };

  listener.trust(setup.notify.secret, (notice) => {
    if (robots.knows(notice)) orComplain(robots.take(notice));
    else display.say(noticeText(notice));
  });
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
    recognise: async () => {
      await watch.recognise((email) => materials.byEmail.get(email)?.name);
      return [...registry.keys()];
    },
    untilOver: async () => {
      const { scenario, examples } = materials;
      orComplain(playLeads(scenario, { examples, intake, stage, registry, complain }));
      return showUntilOver({ materials, stage, watch, display, leads, reps });
    },
  };
}

/** Formats a notification about a lead outside the scenario: the user posted it and may answer it. */
function noticeText({ to, occasion, lead, links }: ReceivedNotice): string {
  const answer = links.contacted === undefined ? '' : `\n  to answer "contacted" as ${to}, open ${links.contacted}`;
  return `Notification to ${to}: lead ${lead} ${occasion}${answer}`;
}
