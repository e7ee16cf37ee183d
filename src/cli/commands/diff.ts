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

/** `dashwright diff`: what has changed between two builds, and what it asks of the version. */
export const registerDiff: Register = (program, console, finish) => {
  const command = program
    .command('diff')
    .description(
      'what has changed since another build: dashboards, panels, rules, alerts, values, and the version it asks for',
    )
    .argument('[bundles...]', 'names of bundles; all when none is named')
    .addOption(
      valueOption(
        '--against <ref|dir>',
        'a git revision, or the folder of another build',
        path,
      ).makeOptionMandatory(),
    )
    .addOption(valueOption('--from <dir>', 'folder of this build', path).default('dist'))
    .addOption(new Option('--markdown', 'for a comment on a pull request').conflicts(['changelog', 'json']))
    .addOption(new Option('--changelog', 'as entries of a changelog').conflicts('json'))
    .option('--json', 'as JSON')
    .option('--check', 'fail when a version was not raised as the changes ask for');
  withExamples(command, {
    'dashwright diff --against main': 'dist/ against that of another branch',
    'dashwright diff qmtl --against v1.0.0 --changelog': 'the changes since a release',
    'dashwright diff --against origin/main --markdown --check': 'for a pull request',
  });
  command.action(async (names: string[], options: DiffOptions) => {
    const diff = await import('../../diff/index.js');
    const [{ existsSync }, { readSettled }] = await Promise.all([
      import('node:fs'),
      import('../../output/settled.js'),
    ]);
    const folderFiles = (folder: string) => readSettled(folder, () => diff.folderFiles(folder));
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
      const told = differences.filter(({ state }) => state === 'changed');
      console.out(told.map(diff.changelogEntry).join(''));
    } else console.out(`${diff.differenceText(differences)}\n`);
    const low = differences.filter(({ raised }) => !raised);
    if (!options.check || low.length === 0) return;
    for (const { bundle, before: former, level, required } of low) {
      console.error(
        `${bundle}: the changes since ${former} are ${level}; set its version to ${required} or higher in definitions/${bundle}/bundle.ts\n`,
      );
    }
    finish(exitCode.findings);
  });
};
