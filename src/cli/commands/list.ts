import { type DefinitionOptions, withDefinitions, withExamples } from '../options/definitions.js';
import type { Register } from '../register.js';

/** `dashwright list`: lists the definitions. */
export const registerList: Register = (program, console) => {
  const command = program
    .command('list')
    .description('list bundles with their dashboards, alerts and recording rules')
    .argument('[bundles...]', 'names of bundles; default: all')
    .option('--json', 'as JSON');
  withDefinitions(command);
  withExamples(command, {
    'dashwright list': 'all bundles',
    'dashwright list qmtl --json': 'one bundle, for a script',
  });
  command.action(async (names: string[], options: DefinitionOptions & { readonly json?: boolean }) => {
    const { listBundles, listText } = await import('../../pipeline/list.js');
    const listed = await listBundles(options.definitions, names);
    console.out(options.json ? `${JSON.stringify(listed, null, 2)}\n` : listText(listed));
  });
};
