import { exitCode } from '../exit-code.js';
import { withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import { withGrafana } from '../options/grafana.js';
import type { Register } from '../register.js';
import type { PushCommandOptions } from '../run/push.js';
import { dashboardUid, folderName, valueOption, valuesOption } from '../values.js';

/** `dashwright push`: brings the dashboards of bundles to a Grafana. */
export const registerPush: Register = (program, console, finish) => {
  const command = program
    .command('push')
    .description('bring dashboards to a Grafana, by its API; says what would change, and writes with --apply')
    .argument('[bundles...]', 'names of bundles; default: all')
    .requiredOption('--grafana <url>', 'URL of Grafana, such as https://grafana.example.com')
    .addOption(
      valueOption(
        '--folder <folder>',
        'uid, title or path of titles of a folder for all dashboards; default: that of each',
        folderName,
      ),
    )
    .option('--apply', 'write; without it, nothing is written')
    .addOption(
      valuesOption(
        '--overwrite <uid...>',
        'dashboards whose changes on the server are replaced',
        dashboardUid,
      ),
    )
    .option('--prune', 'also delete dashboards that these bundles have pushed and no longer define')
    .addOption(formatOption('markdown', 'json'));
  withGrafana(command);
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright push --grafana https://grafana.example.com': 'what would change there',
    'dashwright push shop --grafana https://grafana.example.com --apply': 'write the dashboards of a bundle',
    'dashwright push shop --grafana http://localhost:3000 --folder Drafts --apply': 'all into one folder',
    'dashwright push shop --grafana https://grafana.example.com --apply --overwrite shop-overview':
      'give up what somebody has changed there',
  });
  command.action(async (names: string[], options: PushCommandOptions) => {
    const { runPush } = await import('../run/push.js');
    if (await runPush(names, options, console)) finish(exitCode.findings);
  });
};

const explanation = `
The definitions are checked as by build. A push leaves a message in the history of each dashboard that it writes. A
dashboard that somebody has saved since, or that no push has written, is refused, with who, when and what; so is one that
Git Sync, Terraform or Grafana's provisioning manages. A push that ends early is continued by the same command. Exit code
1: something was refused or has failed.

Credentials are not arguments: GRAFANA_TOKEN has the token of a service account, or user:password. They need
dashboards:read, :create, :write and folders:read, :create; with --prune dashboards:delete.`;
