import { withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import { headerFileOption, prometheusCredentials } from '../options/prometheus.js';
import { instantOf, millisecondsOf, queryTimeout } from '../options/time.js';
import type { Register } from '../register.js';
import type { BacktestOptions } from '../run/backtest.js';
import { name, needs, path, position, sampleLimit, valueOption } from '../values.js';

/** `dashwright backtest`: tries alerts on the history of a Prometheus. */
export const registerBacktest: Register = (program, console) => {
  const command = program
    .command('backtest')
    .description(
      'evaluate alerts over the history of a Prometheus server: how often, when and for how long they would have fired',
    )
    .argument('[alerts...]', 'names of alerts; default: all')
    // Parsed by the command, not by commander, whose messages repeat the value: it can contain a password.
    .requiredOption('--prometheus <url>', 'URL of Prometheus, such as http://localhost:9090')
    .addOption(
      valueOption('--since <duration>', 'length of the history, such as 7d', millisecondsOf).default(
        30 * 86_400_000,
        '30d',
      ),
    )
    .addOption(
      valueOption('--end <time>', 'end of the history, RFC 3339 or unix seconds; default: now', instantOf),
    )
    .addOption(
      valueOption(
        '--interval <duration>',
        'evaluation interval of rule groups that have none',
        millisecondsOf,
      ).default(60_000, '1m'),
    )
    .option('--suggest', 'show how often other thresholds and values of for would have fired too')
    .addOption(valueOption('--against <ref>', 'git revision whose rule files to compare with', name))
    .addOption(
      valueOption(
        '--to-scenario <file>',
        'write a firing to this file as a scenario, with the recorded series',
        path,
      ),
    )
    .addOption(
      valueOption('--firing <number>', 'with --to-scenario: number of the firing in the report', position),
    )
    .addOption(valueOption('--out <dir>', 'output folder with the rule files', path).default('dist'))
    .addOption(formatOption('markdown', 'json'))
    .addOption(
      valueOption('--max-samples <number>', 'maximum number of samples in memory', sampleLimit).default(
        20_000_000,
      ),
    )
    .option('--no-cache', 'query all samples again, without the cache')
    .addOption(queryTimeout())
    .addOption(headerFileOption());
  needs(command, { firing: 'toScenario' });
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright backtest --prometheus http://localhost:9090': 'evaluate all alerts over 30 days',
    'dashwright backtest HighErrorRate --prometheus http://localhost:9090 --suggest':
      'compare other thresholds',
    'dashwright backtest HighErrorRate --prometheus http://localhost:9090 --since 7d --firing 2 --to-scenario definitions/shop/scenarios/outage.ts':
      'write the second firing of the week as a scenario',
    'dashwright backtest --prometheus http://localhost:9090 --against main --format markdown':
      'compare the rules before and after a pull request',
  });
  command.action(async (names: string[], options: BacktestOptions) => {
    const { runBacktest } = await import('../run/backtest.js');
    await runBacktest(names, options, console);
  });
};

const explanation = `
The raw samples that the rules read are queried, and Prometheus' own code evaluates the rules over them, with for,
keep_firing_for and their intervals. Recording rules of the bundle are evaluated too, so they need not exist on the server.
Mimir, Thanos and VictoriaMetrics have the same API; set a tenant as a header. Alerts whose series have no sample are
listed without a result.

Responses for times more than six hours ago are cached in node_modules/.cache/dashwright: an interrupted run continues, and
the next run queries only the new hours.

${prometheusCredentials}`;
