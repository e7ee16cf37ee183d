import { exitCode } from '../exit-code.js';
import { type DefinitionOptions, withDefinitions, withExamples } from '../options/definitions.js';
import type { Register } from '../register.js';

/** `dashwright list`: lists the definitions. */
export const registerList: Register = (program, console, finish) => {
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
    const result = await listBundles(options.definitions, names);
    if ('findings' in result) {
      const { showFindings } = await import('../terminal/findings.js');
      showFindings(result.findings, result.locate, console);
      finish(exitCode.findings);
      return;
    }
    const { listed } = result;
    console.out(options.json ? `${JSON.stringify(listed, null, 2)}\n` : listText(listed));
  });
};
