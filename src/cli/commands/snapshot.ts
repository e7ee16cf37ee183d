import { withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import type { Register } from '../register.js';
import type { SnapshotOptions } from '../run/snapshot.js';
import { choiceOption, path, revision, valueOption } from '../values.js';

/** `dashwright snapshot`: pictures of dashboards and incidents. */
export const registerSnapshot: Register = (program, console) => {
  const command = program
    .command('snapshot')
    .description('write screenshots of dashboards, and of incidents at their peak')
    .argument('[bundles...]', 'names of bundles; default: all')
    .addOption(valueOption('--out <dir>', 'folder of the screenshots', path).default('snapshots'))
    .addOption(
      choiceOption('--theme <theme>', 'theme of the screenshots', ['dark', 'light', 'both']).default('both'),
    )
    .option('--no-incidents', 'skip incidents')
    .addOption(
      valueOption(
        '--against <ref>',
        'git revision to compare with: screenshots before and after, and a comment in comment.md',
        revision,
      ),
    );
  command.addOption(formatOption('json'));
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright snapshot shop --theme dark': 'write screenshots of one bundle to snapshots/',
    'dashwright snapshot --against origin/main --out public/pictures':
      'write screenshots before and after a pull request',
  });
  command.action(async (names: string[], options: SnapshotOptions) => {
    const { runSnapshot } = await import('../run/snapshot.js');
    await runSnapshot(names, options, console);
  });
};

const explanation = `
Screenshots are PNG files, with the same bytes in every run on the same machine: <bundle>/<dashboard>.<theme>.png and
<bundle>/incidents/<scenario>.<theme>.png, one scenario per alert. They show the pages of "dashwright preview" in Chromium
or Chrome, which must be installed; CHROME_PATH is the path of another browser.`;
