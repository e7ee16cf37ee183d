import { withDefinitions, withExamples } from '../options/definitions.js';
import { prometheusCredentials } from '../options/prometheus.js';
import type { Register } from '../register.js';
import type { PreviewOptions } from '../run/preview.js';
import { editorLink, path, port, valueOption } from '../values.js';

/** `dashwright preview`: shows the definitions in a browser. */
export const registerPreview: Register = (program, console) => {
  const command = program
    .command('preview')
    .description(
      'show dashboards, alerts and incidents in a browser, with example data or those of a Prometheus',
    )
    .argument('[bundles...]', 'names of bundles, or files of dashboards; default: all bundles')
    .addOption(valueOption('--port <port>', 'port on 127.0.0.1; 0 for any free port', port).default(4100))
    .option('--open', 'open the page in the browser')
    .option('--prometheus <url>', 'show data of this Prometheus; default: data that fit the catalog')
    .addOption(
      valueOption('--header-file <file>', 'file with HTTP headers for it, lines `Name: value`', path),
    )
    .addOption(valueOption('--static <dir>', 'write the page with its data into a folder, and end', path))
    .addOption(
      valueOption(
        '--against <ref>',
        'git revision to compare with: what has changed, before and after side by side',
        path,
      ),
    )
    .addOption(
      valueOption(
        '--backtest <file>',
        'report of `dashwright backtest --format json`, shown on the pages of its alerts',
        path,
      ),
    )
    .addOption(
      valueOption(
        '--editor <url>',
        'link that opens a definition, with {file} and {line}',
        editorLink,
      ).default('vscode://file{file}:{line}'),
    );
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright preview --open': 'all bundles, in the browser',
    'dashwright preview ./exported.json': 'dashboards of Grafana as they are, with made-up data',
    'dashwright preview shop --prometheus http://localhost:9090': 'one bundle, with live data',
    'dashwright preview --static public/preview': 'a folder for any web server',
    'dashwright preview --static public/preview --against origin/main': 'what a pull request changes',
    'dashwright preview --backtest report.json': 'alerts with what they would have done on history',
  });
  command.action(async (names: string[], options: PreviewOptions) => {
    const { runPreview } = await import('../run/preview.js');
    await runPreview(names, options, console);
  });
};

const explanation = `
The page follows the definitions: what is saved is shown within a second, with its findings. Example data are made from
the catalog (types, units, labels, example values) and are always the same; PromQL is evaluated by Prometheus' own
engine, in the browser. Every scenario can be played as an incident. The server listens on 127.0.0.1 only.

${prometheusCredentials}`;
