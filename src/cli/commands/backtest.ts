import { withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import { headerFileOption, prometheusCredentials } from '../options/prometheus.js';
import { instantOf, millisecondsOf, queryTimeout } from '../options/time.js';
import type { Register } from '../register.js';
import type { BacktestOptions } from '../run/backtest.js';
import { name, path, position, sampleLimit, valueOption } from '../values.js';

/** `dashwright backtest`: tries alerts on the history of a Prometheus. */
export const registerBacktest: Register = (program, console) => {
  const command = program
    .command('backtest')
    .description(
      'what alerts would have done on the history of a Prometheus: how often they fired, when, for how long',
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
    .addOption(valueOption('--end <time>', 'its end, RFC 3339 or unix seconds; default: now', instantOf))
    .addOption(
      valueOption('--interval <duration>', 'interval of groups that have none', millisecondsOf).default(
        60_000,
        '1m',
      ),
    )
    .option('--suggest', 'also show how often other thresholds and times would have fired')
    .addOption(valueOption('--against <ref>', 'compare with the rule files of a git revision', name))
    .addOption(
      valueOption(
        '--to-scenario <file>',
        'write a firing as a scenario that passes, with the recorded series',
        path,
      ),
    )
    .addOption(valueOption('--firing <number>', 'which one: its number in the report', position))
    .addOption(valueOption('--out <dir>', 'output folder with these rule files', path).default('dist'))
    .addOption(formatOption('markdown', 'json'))
    .addOption(
      valueOption('--max-samples <number>', 'most samples to load into memory', sampleLimit).default(
        20_000_000,
      ),
    )
    .option('--no-cache', 'ask the server for everything again')
    .addOption(queryTimeout())
    .addOption(headerFileOption());
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright backtest --prometheus http://localhost:9090': 'all alerts over 30 days',
    'dashwright backtest HighErrorRate --prometheus http://localhost:9090 --suggest': 'which threshold?',
    'dashwright backtest HighErrorRate --prometheus http://localhost:9090 --since 7d --firing 2 --to-scenario definitions/shop/scenarios/outage.ts':
      'the second outage of the week becomes a test',
    'dashwright backtest --prometheus http://localhost:9090 --against main --format markdown':
      'for a pull request: before and after',
  });
  command.action(async (names: string[], options: BacktestOptions) => {
    const { runBacktest } = await import('../run/backtest.js');
    await runBacktest(names, options, console);
  });
};

const explanation = `
The samples that the rules read are fetched as they were scraped, and the rules are evaluated over them by Prometheus' own
code, with for, keep_firing_for and their intervals; recording rules of the bundle are calculated on the way, so they need
not have run. Mimir, Thanos and VictoriaMetrics have the same API; a tenant is a header. Only alerts whose series have a
sample are judged.

Answers about what is more than six hours ago are kept in node_modules/.cache/dashwright: a run that was interrupted goes
on where it was, and the next one asks for the new hours only.

${prometheusCredentials}`;
