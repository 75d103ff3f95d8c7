import { Command, InvalidArgumentError } from 'commander';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { print } from '../print.ts';
import { parseReason } from './parse-reason.ts';
import { recordReview } from './reviewed.ts';

interface ReviewedOptions extends EnvironmentOptions {
  readonly why: string;
  readonly next?: string;
  readonly json?: true;
}

/** `baton plan reviewed`: somebody looked at the plan in force, and it stays. */
export function reviewedCommand(): Command {
  return new Command('reviewed')
    .description('Records that the plan in force was reviewed and stays; its reminders end until the next review.')
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .requiredOption('--why <text>', 'why it stays as it is; kept in the history', parseReason)
    .option('--next <day>', 'day of the next review, 2027-03-31; by default in 90 days', parseDay)
    .option('--json', 'print the version as JSON')
    .action(async (options: ReviewedOptions) => {
      const reviewed = await recordReview(await connectToApi(options), options);
      const when = options.next ?? 'in 90 days';
      print(
        options.json
          ? JSON.stringify(reviewed, null, 2)
          : `Version ${reviewed.version} was reviewed and stays. Next review: ${when}.`,
      );
    });
}

function parseDay(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('Expected a day such as 2027-03-31.');
  return text;
}
