import { Command } from 'commander';
import * as z from 'zod';
import { DecisionView } from '../../shared/api/decision-view.ts';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { print } from '../print.ts';
import { formatExplanation } from './explain-text.ts';

const text = z.string().optional();
const LeadNowReply = z.object({
  state: z.string(),
  ...{ owner: text, team: text, queue: text, because: text, track: text, outcome: text, reason: text },
});

interface Options extends EnvironmentOptions {
  readonly whyNot?: string;
  readonly json?: boolean;
}

/** `baton explain`: why a lead is where it is. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Says why a lead went where it is: the rule, the rules before it, and what stopped each other rep.')
    .argument('<lead>', 'id of the lead')
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option(
      '--why-not <rep>',
      'also say why this rep did not get it, and the smallest change with which they would have',
    )
    .option('--json', 'print it as JSON')
    .action(run);
}

async function run(lead: string, { whyNot, json, ...options }: Options): Promise<void> {
  const api = await connectToApi(options);
  const path = `/v1/leads/${encodeURIComponent(lead)}`;
  const query = whyNot === undefined ? '' : `?whyNot=${encodeURIComponent(whyNot)}`;
  const [now, decision] = await Promise.all([
    api.call('GET', path, { reply: LeadNowReply }),
    api.call('GET', `${path}/decision${query}`, { reply: DecisionView }),
  ]);
  print(json ? JSON.stringify({ ...decision, now }, null, 2) : formatExplanation(now, decision));
}
