import { exitCode } from '../exit-code.js';
import { withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import { headerFileOption } from '../options/prometheus.js';
import { millisecondsOf, requestTimeout } from '../options/time.js';
import type { Register } from '../register.js';
import type { MetricsOptions } from '../run/metrics.js';
import { namePattern, path, valueOption } from '../values.js';

/** `dashwright metrics`: the catalog and what there is. */
export const registerMetrics: Register = (program, console, finish) => {
  const command = program
    .command('metrics')
    .description('bring the catalog of a bundle up to what there is, or say what differs')
    .argument('[bundle]', 'name of the bundle; needed where there are several')
    .addOption(
      valueOption(
        '--from <source>',
        'page of metrics (file or URL), URL of a Prometheus, or file or folder of OpenTelemetry semantic conventions',
        path,
      ).makeOptionMandatory(),
    )
    .option('--diff', 'only say what differs; exit code 1 if definitions read what is not there')
    .option('--dry-run', 'show the changes of the files without writing them')
    .addOption(
      valueOption('--only <pattern>', 'regular expression of the metrics that are meant', namePattern),
    )
    .addOption(
      valueOption('--select <matchers>', 'of a Prometheus, only these series, such as {job="api"}', path),
    )
    .addOption(
      valueOption(
        '--into <file>',
        'file with the catalog for new metrics; default: where similar ones are',
        path,
      ),
    )
    .addOption(
      valueOption('--since <duration>', 'how far back a server is asked for series', millisecondsOf).default(
        3_600_000,
        '1h',
      ),
    )
    .addOption(requestTimeout())
    .addOption(headerFileOption())
    .addOption(formatOption('markdown', 'json'));
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright metrics shop --from http://localhost:8080/metrics': 'what the service exposes',
    'dashwright metrics shop --from http://localhost:9090 --select \'{job="shop"}\' --dry-run':
      'from a Prometheus, nothing written',
    'dashwright metrics shop --from semantic-conventions/model/http': 'from conventions of OpenTelemetry',
    'dashwright metrics shop --from page.txt --diff': 'what is gone, and what nothing watches',
  });
  command.action(async (name: string | undefined, options: MetricsOptions) => {
    const { runMetrics } = await import('../run/metrics.js');
    if (await runMetrics(name, options, console)) finish(exitCode.findings);
  });
};

const explanation = `
Added are metrics, labels with example values, and units, buckets and descriptions where the catalog has none; a type that
differs is corrected. Everything else stays as it is written, comments, order and examples included. What is no longer
there is reported and kept. Only literals in the bundle's own catalog({ … }) are changed.

Names of OpenTelemetry become those that Prometheus gives them: http.server.request.duration in s is
http_server_request_duration_seconds. Attributes that are opt-in are left out.

Exit codes: 0, with --diff 1 if definitions read a metric that is not there, 2 for a source that cannot be read.
Credentials are not arguments: see dashwright check --help.`;
