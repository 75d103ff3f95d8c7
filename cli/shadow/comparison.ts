import { Command, InvalidArgumentError } from 'commander';
import { shadowModeRoutes } from '../../shared/api/shadow-mode.ts';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { print } from '../print.ts';
import { formatComparison } from './comparison-text.ts';

interface Options extends EnvironmentOptions {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

const DAY_MS = 24 * 3600 * 1000;
const DEFAULT_DAYS_BEFORE = 13;

/** `baton comparison`: compares Baton's decisions with the incumbent's. */
export function comparisonCommand(): Command {
  return new Command('comparison')
    .description(
      'Compares the decisions of Baton in shadow mode with those of the incumbent system, for a range of days.',
    )
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option('--from <day>', 'first day of receipt, 2026-11-23 (default: two weeks before the last)', parseDay)
    .option('--to <day>', 'last day of receipt (default: today)', parseDay)
    .option('--json', 'print it as JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const api = await connectToApi(options);
  const to = options.to ?? dayAt(Date.now());
  const from = options.from ?? dayAt(Date.parse(to) - DEFAULT_DAYS_BEFORE * DAY_MS);
  const query = new URLSearchParams({ from, to });
  const report = await api.call('GET', `/v1/shadow/comparison?${query}`, {
    reply: shadowModeRoutes.getShadowComparison.replies[200],
  });
  print(options.json ? JSON.stringify(report, null, 2) : formatComparison(report));
}

function parseDay(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('Expected a date such as 2026-11-23.');
}

function dayAt(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
