import type { Finding } from '../../check/index.js';
import { UsageError } from '../../errors/usage-error.js';
import type { BuildResult, CheckResult } from '../../pipeline/options.js';
import type { Watching } from '../../pipeline/watching.js';
import { exitCode } from '../exit-code.js';
import { jsonText } from '../json.js';
import { type DefinitionOptions, withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import type { Register } from '../register.js';
import type { Console } from '../terminal/console.js';
import { today } from '../today.js';
import { path, valueOption } from '../values.js';

interface BuildOptions extends DefinitionOptions {
  readonly out: string;
  readonly target?: readonly string[];
  readonly checks: boolean;
  readonly overwrite?: boolean;
  readonly quiet?: boolean;
  readonly watch?: boolean;
  readonly format: string;
}

/** `dashwright build`: writes all outputs of the definitions, or none. */
export const registerBuild: Register = (program, console, finish) => {
  const command = program
    .command('build')
    .description('check the definitions and write their outputs, or none if there are errors')
    .argument('[bundles...]', 'names of bundles; default: all')
    .addOption(valueOption('--out <dir>', 'output folder', path).default('dist'))
    .option(
      '--target <name...>',
      'write only these targets, such as grafana, prometheus, helm, terraform; default: all',
    )
    .option('--no-checks', 'skip the checks, for benchmarks')
    .option(
      '--overwrite',
      'replace or remove output files that were edited since the last build; default: refuse',
    )
    .option('--quiet', 'print errors only')
    .addOption(formatOption('json'))
    .option('--watch', 'build again whenever a file is saved, until Ctrl-C');
  withDefinitions(command);
  withExamples(command, {
    'dashwright build': 'build all bundles of definitions/ into dist/',
    'dashwright build qmtl --target grafana': 'build only the dashboards of one bundle',
    'dashwright build --definitions monitoring --out build': 'use other folders',
  });
  command.action(async (names: string[], options: BuildOptions) => {
    const { definitions, out: output, target: targets, checks, overwrite, quiet } = options;
    const printSummary = (written: Written, bundles: readonly string[]) => {
      if (!quiet) console.out(`${summary(written, bundles, output)}\n`);
    };
    const { buildBundles } = await import('../../pipeline/build.js');
    const buildOnce = async (
      watching?: Watching,
    ): Promise<{ readonly ok: boolean; readonly loaded: readonly string[] }> => {
      const shown = new Set<Finding>();
      // Whoever waits for an edit sees at once what the checks say of it.
      const checked = async (found: CheckResult): Promise<void> => {
        console.progress('');
        await show(found, console);
        for (const finding of found.findings) shown.add(finding);
      };
      const result = await buildBundles({
        definitions,
        output,
        names,
        targets,
        checks,
        overwrite,
        progress: console.progress,
        // Read again for each build: suppressions can expire during --watch.
        settings: { today: today() },
        known: watching?.known,
        engine: watching?.engine,
        // Whoever edits makes mistakes: they are shown without a second run.
        places: options.watch,
        checked: options.watch ? checked : undefined,
      });
      console.progress('');
      if (options.format === 'json') {
        return { ok: await printJson(result, output, console), loaded: result.loaded };
      }
      const findings = result.findings.filter((finding) => !shown.has(finding));
      const failed = findings.length > 0 && (await show({ ...result, findings }, console));
      if (failed || !result.written) {
        console.error(`nothing was written to ${output}\n`);
        return { ok: false, loaded: result.loaded };
      }
      for (const [bundle, files] of result.gone)
        console.error(
          `dashwright: ${bundle} is no longer defined in ${definitions}: its ${files} files were removed from ${output}\n`,
        );
      printSummary(result.written, result.bundles);
      return { ok: true, loaded: result.loaded };
    };
    if (options.watch && options.format === 'json') {
      throw new UsageError('--watch shows findings as text: leave out --format, or build without --watch');
    }
    if (options.watch) {
      const { whileWatching } = await import('../run/watch.js');
      await whileWatching(definitions, async (watching) => (await buildOnce(watching)).loaded, console);
    } else if (!(await buildOnce()).ok) finish(exitCode.findings);
  });
};

async function show({ findings, locate }: CheckResult, console: Console): Promise<boolean> {
  const { showFindings } = await import('../terminal/findings.js');
  return showFindings(findings, locate, console);
}

/** @returns Whether everything was written */
async function printJson(
  { findings, locate, written, bundles, gone }: BuildResult,
  out: string,
  console: Console,
): Promise<boolean> {
  const { findingsData } = await import('../../check/index.js');
  const failed = findings.some(({ level }) => level === 'error') || !written;
  console.out(
    jsonText({
      out,
      bundles,
      // Null where nothing was written.
      files: written ? counts(written) : null,
      gone: Object.fromEntries(gone),
      ...findingsData(findings, { locate }),
    }),
  );
  return !failed;
}

function counts({ written, unchanged, removed }: Written): Written {
  return { written, unchanged, removed };
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
