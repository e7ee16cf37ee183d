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
      valueOption('--definitions <dir>', 'folder with one folder per bundle', path).default('definitions'),
    )
    .addOption(
      valueOption(
        '--definitions-timeout <seconds>',
        'how long each bundle may take to run; longer is a finding, with the line',
        seconds,
      ).default(defaultSeconds),
    )
    .hook('preAction', () => limitDefinitions(command.getOptionValue('definitionsTimeout') as number));
}

/** Adds examples to the end of a command's help. */
export function withExamples(command: Command, examples: Readonly<Record<string, string>>): Command {
  const width = Math.max(...Object.keys(examples).map((example) => example.length));
  const lines = Object.entries(examples).map(([example, what]) => `  $ ${example.padEnd(width)}  ${what}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}\n`);
}
