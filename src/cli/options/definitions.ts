import type { Command } from 'commander';
import { defaultSeconds, limitDefinitions } from '../../load/limit.js';
import { path, seconds, valueOption } from '../values.js';

export interface DefinitionOptions {
  readonly definitions: string;
}

/** Adds `--definitions` and `--definitions-timeout`, the same for every command. */
export function withDefinitions(command: Command): Command {
  return command
    .addOption(
      valueOption('--definitions <dir>', 'folder of definitions, with a folder per bundle', path).default(
        'definitions',
      ),
    )
    .addOption(
      valueOption(
        '--definitions-timeout <seconds>',
        'timeout for loading a bundle, in seconds; exceeding it is a finding',
        seconds,
      ).default(defaultSeconds),
    )
    .hook('preAction', () => limitDefinitions(command.getOptionValue('definitionsTimeout') as number));
}

/** Adds examples to the end of a command's help: what each does, by its command line. */
export function withExamples(command: Command, examples: Readonly<Record<string, string>>): Command {
  const lines = Object.entries(examples).map(([example, what]) => `  # ${what}\n  ${example}\n`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
