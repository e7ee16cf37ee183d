import { withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import type { Register } from '../register.js';
import type { SnapshotOptions } from '../run/snapshot.js';
import { choiceOption, path, revision, valueOption } from '../values.js';

/** `dashwright snapshot`: pictures of dashboards and incidents. */
export const registerSnapshot: Register = (program, console) => {
  const command = program
    .command('snapshot')
    .description('take pictures of dashboards, and of incidents at their peak')
    .argument('[bundles...]', 'names of bundles; default: all')
    .addOption(valueOption('--out <dir>', 'folder for the pictures', path).default('snapshots'))
    .addOption(
      choiceOption('--theme <theme>', 'theme of the pictures', ['dark', 'light', 'both']).default('both'),
    )
    .option('--no-incidents', 'dashboards only')
    .addOption(
      valueOption(
        '--against <ref>',
        'git revision to compare with: pictures before and after, and comment.md with them',
        revision,
      ),
    );
  command.addOption(formatOption('json'));
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright snapshot shop --theme dark': 'one bundle, into snapshots/',
    'dashwright snapshot --against origin/main --out public/pictures': 'for a pull request',
  });
  command.action(async (names: string[], options: SnapshotOptions) => {
    const { runSnapshot } = await import('../run/snapshot.js');
    await runSnapshot(names, options, console);
  });
};

const explanation = `
Pictures are PNG files, the same bytes each time on the same machine: <bundle>/<dashboard>.<theme>.png and
<bundle>/incidents/<scenario>.<theme>.png, one scenario for each alert. They show what "dashwright preview" shows, drawn
by Chromium or Chrome, which must be installed; CHROME_PATH names another one.`;
