import { Command, InvalidArgumentError } from 'commander';
import { getAgreement } from '../../shared/api/observations.ts';
import { type EnvironmentOptions, environmentApi, envOption, keyFileOption } from '../environment-api.ts';
import { print } from '../print.ts';
import { agreementText } from './comparison-text.ts';

interface Options extends EnvironmentOptions {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

const DAY_MS = 24 * 3600 * 1000;
const DAYS_BEFORE = 13;

/** `baton agreement`: compares Baton's decisions with the incumbent's. */
export function agreementCommand(): Command {
  return new Command('agreement')
    .description(
      'Compares the decisions of Baton in shadow mode with those of the incumbent system, for a range of days.',
    )
    .addOption(envOption())
    .addOption(keyFileOption())
    .option('--from <day>', 'first day of receipt, 2026-11-23 (default: two weeks before the last)', day)
    .option('--to <day>', 'last day of receipt (default: today)', day)
    .option('--json', 'print it as JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const api = await environmentApi(options);
  const to = options.to ?? dayOf(Date.now());
  const from = options.from ?? dayOf(Date.parse(to) - DAYS_BEFORE * DAY_MS);
  const query = new URLSearchParams({ from, to });
  const report = await api.call('GET', `/v1/observations/agreement?${query}`, { reply: getAgreement.replies[200] });
  print(options.json ? JSON.stringify(report, null, 2) : agreementText(report));
}

function day(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('Expected a date such as 2026-11-23.');
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
