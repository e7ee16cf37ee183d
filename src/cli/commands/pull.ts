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
    .description('show what was changed in a Grafana against what is built, or take it over')
    .argument('[bundles...]', 'names of bundles; default: all')
    .requiredOption('--grafana <url>', 'URL of Grafana, such as https://grafana.example.com')
    .addOption(
      valuesOption(
        '--uid <uid...>',
        'dashboards whose changes are taken over into the definitions',
        dashboardUid,
      ),
    )
    .option('--all', 'take over the changes of all dashboards')
    .option('--write', 'write the changed definitions; without it, they are shown as a patch')
    .addOption(choiceOption('--format <format>', 'format of the list', ['text', 'json']).default('text'));
  withGrafana(command);
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright pull --grafana https://grafana.example.com': 'what was changed there, by whom, when',
    'dashwright pull --grafana https://grafana.example.com --uid shop-overview':
      'the definitions with it, as a patch',
    'dashwright pull --grafana https://grafana.example.com --uid shop-overview --write': 'and write them',
  });
  command.action(async (names: string[], options: PullOptions) => {
    const { runPull } = await import('../run/pull.js');
    if (await runPull(names, options, console)) finish(exitCode.findings);
  });
};

const explanation = `
A change is taken over as the smallest one of the definitions: an option of the panel or dashboard where there is one, the
text of a query or a legend where it stands in the panel, and json for the rest. It is tried in a copy of the definitions,
and counts only where the build then gives what the server has, and no other dashboard or rule has changed. Changes of the
definitions since the last push are kept.

Exit code 1: something was changed there, or cannot be taken over. Credentials are those of push: GRAFANA_TOKEN.`;
