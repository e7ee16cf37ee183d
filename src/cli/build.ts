import type { CheckResult } from '../build/index.js';
import type { Console } from './console.js';
import { exitCode } from './exit-code.js';
import type { Register } from './main.js';
import { type DefinitionOptions, withDefinitions, withExamples } from './options.js';

interface BuildOptions extends DefinitionOptions {
  readonly out: string;
  readonly target?: readonly string[];
  readonly checks: boolean;
  readonly quiet?: boolean;
}

/** `dashwright build`: definitions to artifacts, all of them or none. */
export const registerBuild: Register = (program, console, finish) => {
  const command = program
    .command('build')
    .description('check the definitions and write everything that follows from them')
    .argument('[bundles...]', 'names of bundles; all when none is named')
    .option('--out <dir>', 'output folder', 'dist')
    .option('--target <name...>', 'only these outputs, such as grafana, prometheus, helm, terraform')
    .option('--no-checks', 'write without checking; for measurements')
    .option('--quiet', 'say nothing unless something is wrong');
  withDefinitions(command);
  withExamples(command, {
    'dashwright build': 'all bundles of definitions/ into dist/',
    'dashwright build qmtl --target grafana': 'only the dashboards of one bundle',
    'dashwright build --definitions monitoring --out build': 'in other folders',
  });
  command.action(async (names: string[], options: BuildOptions) => {
    const { buildBundles } = await import('../build/index.js');
    const result = await buildBundles({
      definitions: options.definitions,
      output: options.out,
      names,
      targets: options.target,
      checks: options.checks,
      progress: console.progress,
      settings: { today: new Date().toISOString().slice(0, 10) },
    });
    console.progress('');
    const failed = result.findings.length > 0 && (await show(result, console));
    if (failed || !result.written) {
      console.error(`nothing was written to ${options.out}\n`);
      finish(exitCode.findings);
      return;
    }
    if (!options.quiet) console.out(`${summary(result.written, result.bundles, options.out)}\n`);
  });
};

async function show({ findings, locate }: CheckResult, console: Console): Promise<boolean> {
  const { showFindings } = await import('./findings.js');
  return showFindings(findings, locate, console);
}

interface Written {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

function summary({ written, unchanged, removed }: Written, bundles: readonly string[], out: string): string {
  const files = [`${written} written`, `${unchanged} unchanged`];
  if (removed > 0) files.push(`${removed} removed`);
  return `${bundles.join(', ')}: ${files.join(', ')} in ${out}`;
}
