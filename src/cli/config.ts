/** `netsight config`: a file of options to begin with. */
import type { Command } from 'commander';
import { writeStandardOutput } from './output.ts';

/** Adds the command. */
export function addConfig(root: Command): void {
  root
    .command('config')
    .description('a commented file of options to begin with, and where it belongs')
    .action(async () => {
      const { template } = await import('./settings/template.ts');
      const { userConfigPath } = await import('./settings/config-file.ts');
      await writeStandardOutput(template(root, userConfigPath(process.env)));
    });
}

/** Adds to every command that has options where more of them come from; `whole` makes the tree of all commands, which a file may be about. */
export function addConfigOptions(root: Command, whole: () => Command): void {
  for (const command of root.commands) {
    if (command.options.length === 0) continue;
    command
      .option('--config <file>', 'take options from this file instead of your own (see netsight config)')
      .option('--no-config', 'take no options from a file');
  }
  root.hook('preAction', async (_, command) => {
    const { applySettings } = await import('./settings/settings.ts');
    await applySettings(whole, command, process.env);
  });
}
