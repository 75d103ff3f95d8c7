import { Command } from 'commander';
import { createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';

/** What every command about a person takes. */
export interface PersonOptions extends EnvironmentOptions {
  readonly name?: string;
  readonly json?: boolean;
}

/** Creates a command about a person in an environment. */
export function createPersonCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option('--name <name>', 'full name of the person, with a phone number')
    .option('--json', 'print JSON');
}
