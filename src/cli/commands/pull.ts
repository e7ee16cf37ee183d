import { exitCode } from '../exit-code.js';
import { withDefinitions, withExamples } from '../options/definitions.js';
import { withGrafana } from '../options/grafana.js';
import type { Register } from '../register.js';
import type { PullOptions } from '../run/pull.js';
import { choiceOption, dashboardUid, valuesOption } from '../values.js';

/** `dashwright pull`: what was changed in a Grafana, and takes it over into the definitions. */
export const registerPull: Register = (program, console, finish) => {
  const command = program
    .command('pull')
    .description(
      'show what was changed in a running Grafana; convert changes to the definitions with --uid or --all',
    )
    .argument('[bundles...]', 'names of bundles; default: all')
    .requiredOption('--grafana <url>', 'URL of Grafana, such as https://grafana.example.com')
    .addOption(
      valuesOption(
        '--uid <uid...>',
        'convert the changes of these dashboards to the definitions',
        dashboardUid,
      ),
    )
    .option('--all', 'convert the changes of all dashboards')
    .option('--write', 'write the changed definitions; default: show a patch')
    .addOption(choiceOption('--format <format>', 'output format', ['text', 'json']).default('text'));
  withGrafana(command);
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright pull --grafana https://grafana.example.com': 'show what was changed, by whom and when',
    'dashwright pull --grafana https://grafana.example.com --uid shop-overview':
      'show the change of the definitions as a patch',
    'dashwright pull --grafana https://grafana.example.com --uid shop-overview --write':
      'write the change of the definitions',
  });
  command.action(async (names: string[], options: PullOptions) => {
    const { runPull } = await import('../run/pull.js');
    if (await runPull(names, options, console)) finish(exitCode.findings);
  });
};

const explanation = `
A change becomes the smallest change of the definitions: an option of the panel or dashboard if there is one, the text of
a query or a legend that is written in the panel, otherwise json. It is built in a copy of the definitions first, and is
accepted only if the build then has what the server has, and no other dashboard or rule changes. Changes of the definitions
since the last push are kept.

Exit code 1 if something was changed, or cannot be converted. Credentials are those of push: GRAFANA_TOKEN.`;
