import { Option } from 'commander';
import { exitCode } from '../exit-code.js';
import { jsonText } from '../json.js';
import { withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import { withGrafana } from '../options/grafana.js';
import type { Register } from '../register.js';
import type { RunningOptions } from '../run/diff-running.js';
import { name, needs, path, valueOption } from '../values.js';

interface DiffOptions extends RunningOptions {
  readonly against?: string;
  readonly from: string;
  readonly format: string;
  readonly check?: boolean;
}

/** `dashwright diff`: the changes between two builds, and the version that they require. */
export const registerDiff: Register = (program, console, finish) => {
  const command = program
    .command('diff')
    .description('show changes since another build, or against a running Grafana and Prometheus')
    .argument('[bundles...]', 'names of bundles; default: all')
    .addOption(valueOption('--against <ref|dir>', 'git revision or folder of the other build', path))
    .addOption(
      new Option(
        '--grafana <url>',
        'compare with the dashboards of this Grafana, instead of --against',
      ).conflicts('against'),
    )
    .addOption(
      new Option(
        '--prometheus <url>',
        'compare with the rules of this Prometheus server; may be combined with --grafana',
      ).conflicts('against'),
    )
    .addOption(
      valueOption('--environment <name>', 'environment whose rules that Prometheus has; default: none', name),
    )
    .addOption(
      valueOption(
        '--header-file <file>',
        'file with HTTP headers for Prometheus, one `Name: value` per line',
        path,
      ),
    )
    .addOption(valueOption('--from <dir>', 'folder of this build', path).default('dist'))
    .addOption(formatOption('markdown', 'changelog', 'json'))
    .option('--check', 'fail if a version is lower than the changes require; for a server, if it differs');
  withGrafana(command);
  needs(command, {
    environment: 'prometheus',
    headerFile: 'prometheus',
    tokenVariable: 'grafana',
    grafanaHeaderFile: 'grafana',
    timeout: ['prometheus', 'grafana'],
  });
  withExamples(command, {
    'dashwright diff --against main': 'compare dist/ with that of another branch',
    'dashwright diff qmtl --against v1.0.0 --format changelog': 'write the changelog since a release',
    'dashwright diff --against origin/main --format markdown --check': 'report the changes of a pull request',
    'dashwright diff --grafana https://grafana.example.com --prometheus http://localhost:9090':
      'compare dist/ with what is deployed',
  });
  command.action(async (names: string[], options: DiffOptions) => {
    const diff = await import('../../diff/index.js');
    const [{ existsSync }, { readConsistently }] = await Promise.all([
      import('node:fs'),
      import('../../output/consistent-read.js'),
    ]);
    const folderFiles = (folder: string) => readConsistently(folder, () => diff.folderFiles(folder));
    const { against, from, grafana, prometheus } = options;
    const after = diff.readOutput(folderFiles(from));
    const unknownIn = (known: (bundle: string) => boolean, where: string) => {
      const unknown = names.filter((one) => !known(one));
      if (unknown.length > 0) throw new diff.SourceError(`no bundle ${unknown.join(', ')} in ${where}`);
    };
    const former = (other: string, now: typeof after): typeof after => {
      const before = diff.readOutput(
        existsSync(other) ? folderFiles(other) : diff.revisionFiles(from, other),
      );
      unknownIn((one) => before.has(one) || now.has(one), `${from} or ${other}`);
      return before;
    };
    const running = async (now: typeof after) => {
      if (grafana === undefined && prometheus === undefined)
        throw new diff.SourceError('nothing to compare with: add --against, --grafana or --prometheus');
      unknownIn((one) => now.has(one), from);
      const { diffRunning } = await import('../run/diff-running.js');
      return diffRunning(now, names, options, console);
    };
    const differences =
      against === undefined
        ? await running(after)
        : diff.compareOutputs(former(against, after), after, names);
    const { format } = options;
    if (format === 'json') console.out(jsonText({ bundles: differences }));
    else if (format === 'markdown') console.out(diff.differenceMarkdown(differences));
    else if (format === 'changelog') {
      const changed = differences.filter(({ state }) => state === 'changed');
      console.out(changed.map(diff.changelogEntry).join(''));
    } else console.out(`${diff.differenceText(differences)}\n`);
    const low = differences.filter(({ sufficient }) => !sufficient);
    if (!options.check) return;
    if (against === undefined && differences.some(({ changes }) => changes.length > 0))
      return finish(exitCode.findings);
    if (low.length === 0) return;
    for (const { bundle, before: former, level, required } of low) {
      console.error(
        `${bundle}: the changes since ${former} are ${level}; set its version to ${required} or higher in definitions/${bundle}/bundle.ts\n`,
      );
    }
    finish(exitCode.findings);
  });
};
