import { Command } from 'commander';
import { type DemoOptions, runDemo } from './demo/demo.ts';

const program = new Command('npm start --')
  .description('Deploys Baton to the local cloud, plays the example leads, and stays up until Ctrl-C.')
  .option(
    '--once',
    'end after the example leads; the exit code says whether each took its expected path and all decisions replay',
    false,
  )
  .option('--keep-data', 'keep the stored data, and resume the data of an earlier run', false)
  .showHelpAfterError()
  .action(async (options: DemoOptions) => {
    process.exitCode = await runDemo(options);
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error && !process.env.DEBUG ? error.message : error);
  process.exitCode = 1;
}
