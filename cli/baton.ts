import { Command } from 'commander';
import { calendarCommand } from './calendar/command.ts';
import { crmCommand } from './crm/command.ts';
import { doctorCommand } from './doctor/command.ts';
import { enrichmentCommand } from './enrichment/command.ts';
import { explainCommand } from './explain/command.ts';
import { importCommand } from './import/command.ts';
import { keyCommand } from './key/command.ts';
import { leadsCommand } from './leads/command.ts';
import { findLocalEnvironment } from './local-environment.ts';
import { misroutesCommand } from './misroutes/command.ts';
import { planCommand } from './plan/command.ts';
import { exportCommand, forgetCommand, privacyCommand } from './privacy/command.ts';
import { suppressCommand } from './privacy/suppress-command.ts';
import { quarantineCommand } from './quarantine/command.ts';
import { reassignCommand } from './reassign/command.ts';
import { recycleCommand } from './recycle/command.ts';
import { replayCommand } from './replay/command.ts';
import { reportCommand } from './report/command.ts';
import { restoreCommand } from './restore/command.ts';
import { setupCommand } from './setup/command.ts';
import { comparisonCommand } from './shadow/comparison.ts';
import { modeCommand } from './shadow/mode.ts';
import { signInCommand } from './sign-in/command.ts';
import { simulateCommand } from './simulate/command.ts';
import { slackCommand } from './slack/command.ts';
import { sourceCommand } from './source/command.ts';
import { webhookCommand } from './webhook/command.ts';
import { weightsCommand } from './weights/command.ts';

const program = new Command('baton')
  .description('Manages deployed Baton environments.')
  .showHelpAfterError()
  // Options belong to the command that they follow: `reassign` and `reassign apply` both take --env.
  .enablePositionalOptions()
  .hook('preAction', async (_, command) => {
    Object.assign(process.env, await findLocalEnvironment(command.opts().env, process.env));
  })
  .addCommand(setupCommand())
  .addCommand(planCommand())
  .addCommand(misroutesCommand())
  .addCommand(simulateCommand())
  .addCommand(keyCommand())
  .addCommand(signInCommand())
  .addCommand(modeCommand())
  .addCommand(comparisonCommand())
  .addCommand(sourceCommand())
  .addCommand(leadsCommand())
  .addCommand(enrichmentCommand())
  .addCommand(crmCommand())
  .addCommand(calendarCommand())
  .addCommand(importCommand())
  .addCommand(quarantineCommand())
  .addCommand(forgetCommand())
  .addCommand(exportCommand())
  .addCommand(privacyCommand())
  .addCommand(suppressCommand())
  .addCommand(slackCommand())
  .addCommand(webhookCommand())
  .addCommand(reassignCommand())
  .addCommand(recycleCommand())
  .addCommand(reportCommand())
  .addCommand(explainCommand())
  .addCommand(replayCommand())
  .addCommand(weightsCommand())
  .addCommand(restoreCommand())
  .addCommand(doctorCommand());

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
