import { withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import type { Register } from '../register.js';
import type { InitOptions } from '../run/init.js';
import { bundleName, choiceOption, path, readArgument, valueOption } from '../values.js';

/** `dashwright init`: starts a project, or a bundle in one. */
export const registerInit: Register = (program, console) => {
  const command = program
    .command('init')
    .description('create a project, or a bundle in an existing one: a dashboard, and an alert with scenarios')
    .argument('[name]', 'name of the bundle; default: asks for it', readArgument(bundleName))
    .addOption(valueOption('--dir <dir>', 'project folder', path).default('.'))
    .addOption(
      choiceOption(
        '--ci <system>',
        'CI system to write a pipeline for, at the root of the git repository; default: github for a new project, none for an existing one',
        ['github', 'gitlab', 'none'],
      ),
    );
  command.addOption(formatOption('json'));
  withExamples(command, {
    'npx dashwright init shop': 'create a project with the bundle shop in the current folder',
    'dashwright init checkout': 'add a bundle to a project',
    'dashwright init shop --dir monitoring --ci gitlab':
      'create a project in another folder, with a GitLab pipeline',
  });
  command.action(async (name: string | undefined, options: InitOptions) => {
    const { runInit } = await import('../run/init.js');
    await runInit(name, options, console);
  });
};
