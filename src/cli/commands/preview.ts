import { Option } from 'commander';
import { withDefinitions, withExamples } from '../options/definitions.js';
import { prometheusCredentials } from '../options/prometheus.js';
import type { Register } from '../register.js';
import type { PreviewOptions } from '../run/preview-options.js';
import { editorLink, needs, path, port, valueOption } from '../values.js';

/** `dashwright preview`: shows the definitions in a browser. */
export const registerPreview: Register = (program, console) => {
  const command = program
    .command('preview')
    .description(
      'show dashboards, alerts and incidents in a browser, with simulated data or data of a Prometheus server',
    )
    .argument('[bundles...]', 'names of bundles, or files of dashboards; default: all bundles')
    .addOption(
      valueOption('--port <port>', 'port on 127.0.0.1; 0 is any free port', port)
        .default(4100)
        .conflicts('static'),
    )
    .addOption(new Option('--open', 'open the page in a browser').conflicts('static'))
    .option('--prometheus <url>', 'show data of this Prometheus server; default: simulated data')
    .addOption(
      valueOption(
        '--header-file <file>',
        'file with HTTP headers for Prometheus, one `Name: value` per line',
        path,
      ),
    )
    .addOption(valueOption('--static <dir>', 'write the page with its data to this folder, and exit', path))
    .addOption(valueOption('--against <ref>', 'git revision to compare with, side by side', path))
    .addOption(
      valueOption(
        '--backtest <file>',
        'report of `dashwright backtest --format json` to show on the pages of its alerts',
        path,
      ),
    )
    .addOption(
      valueOption(
        '--editor <url>',
        'URL that opens a definition in an editor, with {file} and {line}',
        editorLink,
      ).default('vscode://file{file}:{line}'),
    );
  needs(command, { headerFile: 'prometheus' });
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright preview --open': 'show all bundles in a browser',
    'dashwright preview ./exported.json': 'show a dashboard exported from Grafana, with simulated data',
    'dashwright preview shop --prometheus http://localhost:9090': 'show one bundle with live data',
    'dashwright preview --static public/preview': 'write the page for any web server',
    'dashwright preview --static public/preview --against origin/main':
      'write a page that shows what a pull request changes',
    'dashwright preview --backtest report.json': 'show alerts with the result of a backtest',
  });
  command.action(async (names: string[], options: PreviewOptions) => {
    const { runPreview } = await import('../run/preview.js');
    await runPreview(names, options, console);
  });
};

const explanation = `
The page reloads when a file is saved, and shows the findings. Simulated data are derived from the catalog (types, units,
labels, example values) and are the same in every run. PromQL is evaluated by Prometheus' own engine in the browser. Every
scenario can be played as an incident. The server listens on 127.0.0.1 only.

${prometheusCredentials}`;
