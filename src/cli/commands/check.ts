import { exitCode } from '../exit-code.js';
import { type DefinitionOptions, withDefinitions, withExamples } from '../options/definitions.js';
import type { Register } from '../register.js';
import { choiceOption } from '../values.js';

interface CheckOptions extends DefinitionOptions {
  readonly format: string;
  readonly strict?: boolean;
  readonly info?: boolean;
  readonly types?: boolean;
  readonly watch?: boolean;
}

/** `dashwright check`: runs the checks of `build` without writing. */
export const registerCheck: Register = (program, console, finish) => {
  const command = program
    .command('check')
    .description('check the definitions without writing anything')
    .argument('[bundles...]', 'names of bundles; default: all')
    .addOption(
      choiceOption('--format <format>', 'format of the report', [
        'text',
        'json',
        'sarif',
        'junit',
        'github',
      ]).default('text'),
    )
    .option('--strict', 'fail on warnings too')
    .option('--info', 'also show findings of level info')
    .option('--types', 'also check types, with the TypeScript (5.4 or later) that the project has installed')
    .option('--watch', 'check again whenever a file is saved, until Ctrl-C');
  withDefinitions(command);
  withExamples(command, {
    'dashwright check': 'all bundles',
    'dashwright check qmtl --strict': 'one bundle, warnings fail too',
    'dashwright check --watch': 'findings in the terminal while you edit',
    'dashwright check --types': 'and what the TypeScript compiler finds',
    'dashwright check --format sarif > findings.sarif': 'for code scanning',
  });
  command.action(async (names: string[], options: CheckOptions) => {
    const [{ checkDefinitions }, { showFindings }] = await Promise.all([
      import('../../pipeline/compile.js'),
      import('../terminal/findings.js'),
    ]);
    const checkOnce = async (): Promise<boolean> => {
      const result = await checkDefinitions({
        definitions: options.definitions,
        names,
        types: options.types,
        progress: console.progress,
        settings: { today: new Date().toISOString().slice(0, 10) },
      });
      console.progress('');
      const failed = showFindings(result.findings, result.locate, console, options);
      if (!failed && options.format === 'text') console.out(`${result.bundles.join(', ')}: no errors\n`);
      return failed;
    };
    if (options.watch) {
      if (options.format !== 'text') {
        const { UsageError } = await import('../../load/index.js');
        throw new UsageError('--watch shows findings as text: leave out --format, or check without --watch');
      }
      const { whileWatching } = await import('../run/watch.js');
      await whileWatching(options.definitions, checkOnce, console);
    } else if (await checkOnce()) finish(exitCode.findings);
  });
};
