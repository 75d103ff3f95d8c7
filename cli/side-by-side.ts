import { runCommand } from '../infra/local/run-command.ts';

/**
 * Runs npm scripts at the same time, as in `side-by-side.ts lint typecheck`. Prints what each says once it has ended, so
 * that their lines do not mix. Fails when any of them fails, after all have ended.
 */
async function runSideBySide(scripts: readonly string[]): Promise<boolean> {
  const passed = await Promise.all(
    scripts.map(async (script) => {
      const started = Date.now();
      const { exitCode, output } = await runCommand('npm', ['run', '--silent', script]);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`${exitCode === 0 ? '✓' : '✗'} ${script} (${seconds} s)\n${output.trim()}\n`);
      return exitCode === 0;
    }),
  );
  return passed.length > 0 && passed.every(Boolean);
}

process.exitCode = (await runSideBySide(process.argv.slice(2))) ? 0 : 1;
