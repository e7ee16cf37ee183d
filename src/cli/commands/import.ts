import { exitCode } from '../exit-code.js';
import { withExamples } from '../options/definitions.js';
import { withGrafana } from '../options/grafana.js';
import type { Register } from '../register.js';
import type { ImportCommandOptions } from '../run/import.js';
import { choiceOption, dashboardUid, folderName, path, valueOption, valuesOption } from '../values.js';

/** `dashwright import`: files and folders from elsewhere as a bundle. */
export const registerImport: Register = (program, console, finish) => {
  const command = program
    .command('import')
    .description('make a bundle of dashboards, rules, routes and objectives that exist')
    .argument('[sources...]', 'files, folders and addresses: JSON or YAML')
    .addOption(
      valueOption(
        '--out <folder>',
        'folder of the new bundle, which has its name; it must not exist or be empty',
        path,
      ).makeOptionMandatory(),
    )
    .option('--verify', 'build the bundle, compare with what was imported, and fail where anything differs')
    .addOption(
      valueOption(
        '--metrics <file or url>',
        'page of metrics or URL of a Prometheus, for types, descriptions, labels and values of the catalog',
        path,
      ),
    )
    .addOption(
      valueOption(
        '--grafana <url>',
        'URL of a Grafana whose dashboards and library panels are imported',
        path,
      ),
    )
    .addOption(valuesOption('--uid <uid...>', 'only these dashboards of Grafana', dashboardUid))
    .addOption(
      valuesOption(
        '--folder <folder...>',
        'only the dashboards in these folders of Grafana: uids or titles',
        folderName,
      ),
    )
    .addOption(
      choiceOption('--format <format>', 'format of the report', ['text', 'markdown', 'json']).default('text'),
    );
  withGrafana(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright import dashboards/ rules.yaml --out definitions/shop --verify': 'a folder and a file',
    'dashwright import manifests/ --out definitions/shop --format markdown > import.md':
      'a folder of Kubernetes objects, with a report',
    'dashwright import --grafana https://grafana.example.com --folder Shop --out definitions/shop --verify':
      'the dashboards of a folder of a Grafana',
    'dashwright import https://example.com/dashboard.json --out definitions/example': 'a file from the web',
  });
  command.action(async (sources: string[], options: ImportCommandOptions) => {
    const [{ runImport }, { reportText }] = await Promise.all([
      import('../run/import.js'),
      import('../../import/report.js'),
    ]);
    const result = await runImport(sources, options, console);
    console.out(reportText(result, options.format as 'text'));
    if ((result.differences ?? []).length > 0) finish(exitCode.findings);
  });
};

const explanation = `
Read are Grafana's dashboards of any schema and version, v2 with its tabs too, with their library panels; rule files of
Prometheus, Thanos and Mimir, and PrometheusRule objects; also in lists, ConfigMaps and GrafanaDashboards. All files of an
import become one bundle. Configurations of Alertmanager, AlertmanagerConfig objects, and Secrets with a configuration
become routes and receivers; secrets in them become files, which the report names by place. Specifications of Sloth and
objects of OpenSLO become objectives. Panels of plugins that Grafana has replaced, and inputs of shared dashboards, become
what Grafana makes of them. Expressions are written in typed functions where these print the same expression, and as PromQL
otherwise; what no option of a panel says is its json.

--verify compares dashboards, rules and routes as they are built with those of the input. What does not count: keys that
Grafana does not read or that have the value which it gives them anyway, gaps between panels, white space and order in
PromQL, a data source that is not named and the variable by which it is chosen; the form of matchers, and a secret and the
file that stands for it. docs/import.md and docs/import-dashboards.md say it for each source. Nothing is written where a
file cannot be read.

An address may be that of a file, of a Grafana, or of a dashboard in one (…/d/UID). Credentials are sent only to the
Grafana that --grafana names, and are not arguments: GRAFANA_TOKEN has the token of a service account, or user:password.
They need dashboards:read, folders:read and library.panels:read.`;
