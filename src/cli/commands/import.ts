import { exitCode } from '../exit-code.js';
import { type DefinitionOptions, withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import { withGrafana } from '../options/grafana.js';
import type { Register } from '../register.js';
import type { ImportCommandOptions } from '../run/import.js';
import { dashboardUid, folderName, name, needs, path, valueOption, valuesOption } from '../values.js';

interface ImportIntoOptions extends Omit<ImportCommandOptions, 'out'>, DefinitionOptions {
  readonly out?: string;
  readonly into?: string;
  readonly write?: boolean;
}

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
      ),
    )
    .addOption(
      valueOption(
        '--into <bundle>',
        'in its place, a bundle that takes over what was changed in Grafana of the dashboards of --uid',
        name,
      ).conflicts(['out', 'verify', 'metrics', 'folder']),
    )
    .option('--write', 'with --into: write the changed definitions; without it, they are shown as a patch')
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
    .addOption(formatOption('markdown', 'json'));
  withGrafana(command);
  withDefinitions(command);
  needs(command, { into: 'uid', write: 'into' });
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright import dashboards/ rules.yaml --out definitions/shop --verify': 'a folder and a file',
    'dashwright import manifests/ --out definitions/shop --format markdown > import.md':
      'a folder of Kubernetes objects, with a report',
    'dashwright import --grafana https://grafana.example.com --folder Shop --out definitions/shop --verify':
      'the dashboards of a folder of a Grafana',
    'dashwright import https://example.com/dashboard.json --out definitions/example': 'a file from the web',
    'dashwright import --grafana https://grafana.example.com --into shop --uid shop-overview':
      'what was changed there of a dashboard of a bundle, as pull does',
  });
  command.action(async (sources: string[], { out, into, write, ...options }: ImportIntoOptions) => {
    if (into !== undefined) {
      const { takeOverInto } = await import('../run/pull.js');
      const left = await takeOverInto(into, sources, { ...options, ...(write && { write }) }, console);
      return left ? finish(exitCode.findings) : undefined;
    }
    if (out === undefined) return command.error("error: required option '--out <folder>' not specified");
    const [{ runImport }, { reportText }] = await Promise.all([
      import('../run/import.js'),
      import('../../import/report.js'),
    ]);
    const result = await runImport(sources, { ...options, out }, console);
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
