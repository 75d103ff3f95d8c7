import { Command } from 'commander';
import { doctorCommand } from './doctor/command.ts';
import { quarantineCommand } from './quarantine/command.ts';
import { recycleCommand } from './recycle/command.ts';
import { setupCommand } from './setup/command.ts';

const program = new Command('baton')
  .description('Looks after deployed Baton environments.')
  .showHelpAfterError()
  .addCommand(setupCommand())
  .addCommand(quarantineCommand())
  .addCommand(recycleCommand())
  .addCommand(doctorCommand());

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
