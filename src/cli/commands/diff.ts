import { Option } from 'commander';
import { exitCode } from '../exit-code.js';
import { withExamples } from '../options/definitions.js';
import type { Register } from '../register.js';
import { path, valueOption } from '../values.js';

interface DiffOptions {
  readonly against: string;
  readonly from: string;
  readonly markdown?: boolean;
  readonly json?: boolean;
  readonly changelog?: boolean;
  readonly check?: boolean;
}

/** `dashwright diff`: the changes between two builds, and the version that they require. */
export const registerDiff: Register = (program, console, finish) => {
  const command = program
    .command('diff')
    .description(
      'show the changes since another build: dashboards, panels, rules, alerts, values, and the required version',
    )
    .argument('[bundles...]', 'names of bundles; default: all')
    .addOption(
      valueOption(
        '--against <ref|dir>',
        'git revision or folder of the other build',
        path,
      ).makeOptionMandatory(),
    )
    .addOption(valueOption('--from <dir>', 'folder of this build', path).default('dist'))
    .addOption(
      new Option('--markdown', 'as Markdown for a comment on a pull request').conflicts([
        'changelog',
        'json',
      ]),
    )
    .addOption(new Option('--changelog', 'as entries of a changelog').conflicts('json'))
    .option('--json', 'as JSON')
    .option('--check', 'fail if a version is lower than the changes require');
  withExamples(command, {
    'dashwright diff --against main': 'dist/ against that of another branch',
    'dashwright diff qmtl --against v1.0.0 --changelog': 'the changes since a release',
    'dashwright diff --against origin/main --markdown --check': 'for a pull request',
  });
  command.action(async (names: string[], options: DiffOptions) => {
    const diff = await import('../../diff/index.js');
    const [{ existsSync }, { readConsistently }] = await Promise.all([
      import('node:fs'),
      import('../../output/consistent-read.js'),
    ]);
    const folderFiles = (folder: string) => readConsistently(folder, () => diff.folderFiles(folder));
    const { against, from } = options;
    const after = diff.readOutput(folderFiles(from));
    const before = diff.readOutput(
      existsSync(against) ? folderFiles(against) : diff.revisionFiles(from, against),
    );
    const unknown = names.filter((name) => !before.has(name) && !after.has(name));
    if (unknown.length > 0)
      throw new diff.SourceError(`no bundle ${unknown.join(', ')} in ${from} or ${against}`);
    const differences = diff.compareOutputs(before, after, names);
    if (options.json) console.out(`${JSON.stringify(differences, null, 2)}\n`);
    else if (options.markdown) console.out(diff.differenceMarkdown(differences));
    else if (options.changelog) {
      const changed = differences.filter(({ state }) => state === 'changed');
      console.out(changed.map(diff.changelogEntry).join(''));
    } else console.out(`${diff.differenceText(differences)}\n`);
    const low = differences.filter(({ sufficient }) => !sufficient);
    if (!options.check || low.length === 0) return;
    for (const { bundle, before: former, level, required } of low) {
      console.error(
        `${bundle}: the changes since ${former} are ${level}; set its version to ${required} or higher in definitions/${bundle}/bundle.ts\n`,
      );
    }
    finish(exitCode.findings);
  });
};
