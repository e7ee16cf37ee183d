import { withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import type { Register } from '../register.js';
import type { InitOptions } from '../run/init.js';
import { bundleName, choiceOption, path, readArgument, valueOption } from '../values.js';

/** `dashwright init`: starts a project, or a bundle in one. */
export const registerInit: Register = (program, console) => {
  const command = program
    .command('init')
    .description('start a project, or a bundle in one: a dashboard, an alert, and scenarios that prove it')
    .argument('[name]', 'name of the bundle; asked for when left out', readArgument(bundleName))
    .addOption(valueOption('--dir <dir>', 'folder of the project', path).default('.'))
    .addOption(
      choiceOption('--ci <system>', 'CI pipeline of a new project', ['github', 'gitlab', 'none']).default(
        'github',
      ),
    );
  command.addOption(formatOption('json'));
  withExamples(command, {
    'npx dashwright init shop': 'a project in this folder, with the bundle shop',
    'dashwright init checkout': 'in a project: one more bundle',
    'dashwright init shop --dir monitoring --ci gitlab': 'in a new folder, for GitLab',
  });
  command.action(async (name: string | undefined, options: InitOptions) => {
    const { runInit } = await import('../run/init.js');
    await runInit(name, options, console);
  });
};
