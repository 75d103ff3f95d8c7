import { Command } from 'commander';
import { setupCommand } from './setup/command.ts';

const program = new Command('baton')
  .description('Looks after deployed Baton environments.')
  .showHelpAfterError()
  .addCommand(setupCommand());

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
