import { exitCode } from '../exit-code.js';
import { jsonText } from '../json.js';
import { type DefinitionOptions, withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import type { Register } from '../register.js';

/** `dashwright list`: lists the definitions. */
export const registerList: Register = (program, console, finish) => {
  const command = program
    .command('list')
    .description('list bundles with their dashboards, alerts and recording rules')
    .argument('[bundles...]', 'names of bundles; default: all')
    .addOption(formatOption('json'));
  withDefinitions(command);
  withExamples(command, {
    'dashwright list': 'list all bundles',
    'dashwright list qmtl --format json': 'list one bundle for a script',
  });
  command.action(async (names: string[], options: DefinitionOptions & { readonly format: string }) => {
    const { listBundles, listText } = await import('../../pipeline/list.js');
    const result = await listBundles(options.definitions, names);
    if ('findings' in result) {
      const { showFindings } = await import('../terminal/findings.js');
      showFindings(result.findings, result.locate, console);
      finish(exitCode.findings);
      return;
    }
    const { listed } = result;
    console.out(options.format === 'json' ? jsonText({ bundles: listed }) : listText(listed));
  });
};
