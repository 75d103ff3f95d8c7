import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type EnvironmentOptions, environmentApi, envOption, keyFileOption } from '../environment-api.ts';
import { fileToWrite } from '../file-options.ts';
import { print } from '../print.ts';
import { gatherReport } from './gather.ts';
import { reportPage } from './page.ts';
import { periodOf } from './period.ts';
import { reportText } from './terminal.ts';

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
    .addOption(envOption())
    .addOption(keyFileOption())
    .option('--week <week>', 'ISO week, 2026-W47')
    .option('--from <day>', 'first UTC day, 2026-11-16 (default: six days ago)')
    .option('--to <day>', 'last UTC day (default: today)')
    .option('--html <file>', 'write the page with the charts to this file', fileToWrite)
    .option('--json', 'print everything as JSON instead')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const now = Date.now();
  const period = periodOf(options, now);
  const api = await environmentApi(options);
  const report = await gatherReport(api, {
    period,
    environment: options.env,
    madeAt: new Date(now).toISOString(),
  });
  print(options.json ? JSON.stringify(report, null, 2) : reportText(report));
  if (options.html === undefined) return;
  await writeFile(options.html, reportPage(report));
  if (!options.json) console.log(`\nPage: ${options.html}`);
}
