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
    .description('convert existing dashboards, rules, routes and objectives to a bundle')
    .argument('[sources...]', 'files, folders and URLs of JSON or YAML')
    .addOption(
      valueOption(
        '--out <folder>',
        'folder of the new bundle, which must not exist or must be empty; its name is the name of the bundle',
        path,
      ),
    )
    .addOption(
      valueOption(
        '--into <bundle>',
        'existing bundle that gets the changes made in Grafana to the dashboards of --uid, instead of --out',
        name,
      ).conflicts(['out', 'verify', 'metrics', 'folder']),
    )
    .option('--write', 'with --into: write the changed definitions; default: show a patch')
    .option('--verify', 'build the bundle, compare it with the input, and fail if anything differs')
    .addOption(
      valueOption(
        '--metrics <file or url>',
        'page of metrics or URL of a Prometheus server, for the types, descriptions, labels and values in the catalog',
        path,
      ),
    )
    .addOption(
      valueOption('--grafana <url>', 'URL of a Grafana whose dashboards and library panels to import', path),
    )
    .addOption(valuesOption('--uid <uid...>', 'import only these dashboards of Grafana', dashboardUid))
    .addOption(
      valuesOption(
        '--folder <folder...>',
        'import only the dashboards in these folders of Grafana, by uid or title',
        folderName,
      ),
    )
    .addOption(formatOption('markdown', 'json'));
  withGrafana(command);
  withDefinitions(command);
  needs(command, { into: 'uid', write: 'into' });
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright import dashboards/ rules.yaml --out definitions/shop --verify': 'convert a folder and a file',
    'dashwright import manifests/ --out definitions/shop --format markdown > import.md':
      'convert a folder of Kubernetes objects, and write a report',
    'dashwright import --grafana https://grafana.example.com --folder Shop --out definitions/shop --verify':
      'convert the dashboards in a folder of a Grafana',
    'dashwright import https://example.com/dashboard.json --out definitions/example':
      'convert a file on the web',
    'dashwright import --grafana https://grafana.example.com --into shop --uid shop-overview':
      'show the changes made in Grafana to a dashboard of a bundle, like pull',
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
Supported sources, all of which become one bundle:
  - Grafana dashboards of any schema version, v2 included, with their library panels
  - rule files of Prometheus, Thanos and Mimir, and PrometheusRule objects
  - lists, ConfigMaps and GrafanaDashboard objects with dashboards or rules
  - Alertmanager configurations, AlertmanagerConfig objects and Secrets with a configuration: routes and receivers, with
    secrets replaced by references to files
  - rules, contact points and notification policies of Grafana's alerting
  - Sloth specifications, and objects of Pyrra and OpenSLO: objectives
Expressions become typed functions if these print the same PromQL, otherwise text. Settings without an option become json.
Nothing is written if a file cannot be read.

--verify compares the dashboards, rules and routes of the build with the input. Differences without effect are ignored;
docs/import.md and docs/import-dashboards.md list them.

A URL may be that of a file, of a Grafana, or of a dashboard in Grafana (…/d/UID). Credentials are not arguments:
GRAFANA_TOKEN is a service account token or user:password, and is sent only to the URL of --grafana. It needs
dashboards:read, folders:read and library.panels:read.`;
