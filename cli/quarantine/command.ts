import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { parseInputFile } from '../file-options.ts';
import { dismissDelivery, listQuarantined, redriveDelivery, showQuarantined } from './quarantine.ts';

interface RedriveOptions extends EnvironmentOptions {
  readonly body?: string;
  readonly contentType: string;
}

/** `baton quarantine`: manages deliveries from which no lead could be created. */
export function quarantineCommand(): Command {
  const command = new Command('quarantine').description('Manages deliveries from which no lead could be created.');
  const about = (name: string, description: string) =>
    command.command(name).description(description).addOption(createEnvOption()).addOption(createKeyFileOption());

  about('list', 'Lists the deliveries, most urgent first, and the sources whose senders are refused.').action(
    async (options: EnvironmentOptions) => print(await listQuarantined(await connectToApi(options))),
  );
  about('show', 'Shows a delivery with the beginning of its body, which may contain personal data.')
    .argument('<delivery>', 'its id')
    .action(async (id: string, options: EnvironmentOptions) =>
      print(await showQuarantined(await connectToApi(options), id)),
    );
  about('redrive', 'Creates leads from a delivery, using a corrected body or the original one. Idempotent.')
    .argument('<delivery>', 'its id')
    .option('--body <file>', 'the corrected body', parseInputFile)
    .option('--content-type <type>', 'content type of the corrected body', 'application/json')
    .action(async (id: string, options: RedriveOptions) => {
      const { body, contentType } = options;
      const corrected = body === undefined ? undefined : { contentType, body: await readFile(body, 'utf8') };
      print(await redriveDelivery(await connectToApi(options), id, corrected));
    });
  about('dismiss', 'Marks a delivery as not a lead.')
    .argument('<delivery>', 'its id')
    .requiredOption('--reason <code>', 'reason code for statistics: spam, test, duplicate')
    .action(async (id: string, options: EnvironmentOptions & { readonly reason: string }) =>
      print(await dismissDelivery(await connectToApi(options), id, options.reason)),
    );
  return command;
}

function print(lines: readonly string[]): void {
  console.log(lines.join('\n'));
}
