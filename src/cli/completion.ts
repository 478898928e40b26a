import {Argument, type Command} from 'commander';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

type Shell = (typeof SHELLS)[number];

const EXAMPLES = `
Examples:
  $ eval "$(handoff completion bash)"                                   # in ~/.bashrc
  $ handoff completion zsh > "\${fpath[1]}/_handoff"                     # then open a new shell
  $ handoff completion fish > ~/.config/fish/completions/handoff.fish`;

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('shell completion of commands, options, formats and checks, for bash, zsh or fish')
    .addArgument(new Argument('<shell>', 'which').choices(SHELLS))
    .addHelpText('after', EXAMPLES)
    .action(async (shell: Shell) => {
      process.stdout.write(await scriptFor(shell, program));
    });
}

async function scriptFor(shell: Shell, program: Command): Promise<string> {
  const [{wordsOf}, {checkIds}] = await Promise.all([import('./completion/words.ts'), import('./known-checks.ts')]);
  const words = wordsOf(program, {check: checkIds()});
  if (shell === 'bash') return (await import('./completion/bash.ts')).bashScript(words);
  if (shell === 'zsh') return (await import('./completion/zsh.ts')).zshScript(words);
  return (await import('./completion/fish.ts')).fishScript(words);
}
