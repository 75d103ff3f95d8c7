import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { parseOutputFile } from '../file-options.ts';
import { print } from '../print.ts';
import { gatherReport } from './gather.ts';
import { renderReportPage } from './page.ts';
import { parsePeriod } from './period.ts';
import { formatReport } from './terminal.ts';

interface Options extends EnvironmentOptions {
  readonly week?: string;
  readonly from?: string;
  readonly to?: string;
  readonly html?: string;
  readonly json?: boolean;
}

/** `baton report`: figures, charts and reviews. */
export function reportCommand(): Command {
  return new Command('report')
    .description('Shows the figures of a week or any range of days, in the terminal and as an HTML page with charts.')
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option('--week <week>', 'ISO week, 2026-W47')
    .option('--from <day>', 'first UTC day, 2026-11-16 (default: six days ago)')
    .option('--to <day>', 'last UTC day (default: today)')
    .option('--html <file>', 'write the page with the charts to this file', parseOutputFile)
    .option('--json', 'print everything as JSON instead')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const now = Date.now();
  const period = parsePeriod(options, now);
  const api = await connectToApi(options);
  const report = await gatherReport(api, {
    period,
    environment: options.env,
    madeAt: new Date(now).toISOString(),
  });
  print(options.json ? JSON.stringify(report, null, 2) : formatReport(report));
  if (options.html === undefined) return;
  await writeFile(options.html, renderReportPage(report));
  if (!options.json) console.log(`\nPage: ${options.html}`);
}
