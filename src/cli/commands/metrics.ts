import { exitCode } from '../exit-code.js';
import { withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import { headerFileOption } from '../options/prometheus.js';
import { requestTimeout, seriesSince } from '../options/time.js';
import type { Register } from '../register.js';
import type { MetricsOptions } from '../run/metrics.js';
import { namePattern, path, valueOption } from '../values.js';

/** `dashwright metrics`: the catalog and what there is. */
export const registerMetrics: Register = (program, console, finish) => {
  const command = program
    .command('metrics')
    .description('update the catalog of a bundle from a running system, or show the differences')
    .argument('[bundle]', 'name of the bundle; required if there are several')
    .addOption(
      valueOption(
        '--from <source>',
        'page of metrics (file or URL), URL of a Prometheus server, or file or folder of OpenTelemetry semantic conventions',
        path,
      ).makeOptionMandatory(),
    )
    .option(
      '--diff',
      'show the differences only; exit code 1 if definitions use a metric that does not exist',
    )
    .option('--dry-run', 'show the changes to files without writing them')
    .addOption(
      valueOption(
        '--only <pattern>',
        'regular expression of the metrics to include; default: all',
        namePattern,
      ),
    )
    .addOption(
      valueOption(
        '--select <matchers>',
        'for a Prometheus server: selector of the series to include, such as {job="api"}',
        path,
      ),
    )
    .addOption(
      valueOption(
        '--into <file>',
        'file of the catalog that gets new metrics; default: the one with similar metrics',
        path,
      ),
    )
    .addOption(seriesSince())
    .addOption(requestTimeout())
    .addOption(headerFileOption())
    .addOption(formatOption('markdown', 'json'));
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright metrics shop --from http://localhost:8080/metrics':
      'update the catalog from the metrics that a service exposes',
    'dashwright metrics shop --from http://localhost:9090 --select \'{job="shop"}\' --dry-run':
      'show the update from a Prometheus server without writing it',
    'dashwright metrics shop --from semantic-conventions/model/http':
      'update the catalog from semantic conventions of OpenTelemetry',
    'dashwright metrics shop --from page.txt --diff':
      'list metrics that are gone, and those that no definition uses',
  });
  command.action(async (name: string | undefined, options: MetricsOptions) => {
    const { runMetrics } = await import('../run/metrics.js');
    if (await runMetrics(name, options, console)) finish(exitCode.findings);
  });
};

const explanation = `
The update adds metrics, labels with example values, and missing units, buckets and descriptions; it corrects metric types.
Everything else stays as it is written, including comments, order and examples. Metrics that no longer exist are reported
and kept. Only literals in a catalog({ … }) of the bundle are changed.

OpenTelemetry names are converted as Prometheus does: http.server.request.duration in s becomes
http_server_request_duration_seconds. Opt-in attributes are left out.

Exit codes: 0 for success, 1 with --diff if definitions use a metric that does not exist, 2 for an unreadable source.
Credentials are not arguments: see dashwright check --help.`;
