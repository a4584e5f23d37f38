/** `netsight completion`: a script that teaches a shell the commands, options and ids. */
import { Argument, type Command } from 'commander';
import { oneOf } from './options.ts';
import { writeStandardOutput } from './output.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Adds the command. */
export function addCompletion(root: Command): void {
  const shell = new Argument('<shell>', 'the shell to complete in');
  shell.choices(SHELLS).argParser(oneOf('completion', SHELLS));
  root
    .command('completion')
    .description('a script that makes a shell complete commands, options and ids')
    .addArgument(shell)
    .action(async (name: (typeof SHELLS)[number]) => {
      await writeStandardOutput([await script(root, name)]);
    });
}

async function script(root: Command, shell: (typeof SHELLS)[number]): Promise<string> {
  const { commandsOf, optionsOf } = await import('./completion/tree.ts');
  const [commands, options] = [commandsOf(root), optionsOf(root)];
  if (shell === 'bash') return (await import('./completion/bash.ts')).bashScript(commands, options);
  if (shell === 'zsh') return (await import('./completion/zsh.ts')).zshScript(commands, options);
  return (await import('./completion/fish.ts')).fishScript(commands, options);
}
