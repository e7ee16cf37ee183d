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
    .description('show what a push would change in a running Grafana; write the dashboards with --apply')
    .argument('[bundles...]', 'names of bundles; default: all')
    .requiredOption('--grafana <url>', 'URL of Grafana, such as https://grafana.example.com')
    .addOption(
      valueOption(
        '--folder <folder>',
        'folder for all dashboards, by uid, title or path of titles; default: that of each dashboard',
        folderName,
      ),
    )
    .option('--apply', 'write the dashboards; default: show what would change')
    .addOption(
      valuesOption(
        '--overwrite <uid...>',
        'write these dashboards over changes made in Grafana',
        dashboardUid,
      ),
    )
    .option('--prune', 'delete dashboards that were pushed by these bundles and are no longer defined')
    .addOption(formatOption('markdown', 'json'));
  withGrafana(command);
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright push --grafana https://grafana.example.com': 'show what would change',
    'dashwright push shop --grafana https://grafana.example.com --apply':
      'write the dashboards of one bundle',
    'dashwright push shop --grafana http://localhost:3000 --folder Drafts --apply':
      'write all dashboards to one folder',
    'dashwright push shop --grafana https://grafana.example.com --apply --overwrite shop-overview':
      'write a dashboard over changes made in Grafana',
  });
  command.action(async (names: string[], options: PushCommandOptions) => {
    const { runPush } = await import('../run/push.js');
    if (await runPush(names, options, console)) finish(exitCode.findings);
  });
};

const explanation = `
The definitions are checked as for build. A push refuses to overwrite a dashboard that was saved by someone else, or that
Git Sync, Terraform or Grafana's provisioning manages, and shows who changed what and when. It adds a message to the
version history of each dashboard. An interrupted push can be run again. Exit code 1 if a dashboard was refused or failed.

Credentials are not arguments: GRAFANA_TOKEN is a service account token or user:password. It needs dashboards:read,
dashboards:create, dashboards:write, folders:read and folders:create; with --prune also dashboards:delete.`;
