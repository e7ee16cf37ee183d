import type { ExportReport } from '../../export/index.js';
import { withDefinitions, withExamples } from '../options/definitions.js';
import { headerFileOption, prometheusCredentials } from '../options/prometheus.js';
import { instantOf, millisecondsOf, queryTimeout } from '../options/time.js';
import type { Register } from '../register.js';
import type { ExportOptions } from '../run/export.js';
import { choiceOption, name, path, valueOption } from '../values.js';

/** `dashwright export`: writes the signals of a bundle as CSV for notebooks. */
export const registerExport: Register = (program, console) => {
  const command = program
    .command('export')
    .description('write the signals of a bundle from a Prometheus server as CSV, for notebooks')
    // Parsed by the command, not by commander, whose messages repeat the value: it can contain a password.
    .requiredOption('--prometheus <url>', 'URL of Prometheus, such as http://localhost:9090')
    .addOption(valueOption('--bundle <name>', 'name of the bundle', name).makeOptionMandatory())
    .addOption(
      valueOption('--range <duration>', 'length of the period, such as 7d', millisecondsOf).default(
        86_400_000,
        '24h',
      ),
    )
    .addOption(
      valueOption('--end <time>', 'end of the period, RFC 3339 or unix seconds; default: now', instantOf),
    )
    .addOption(
      valueOption('--step <duration>', 'interval of the samples, such as 15s', millisecondsOf).default(
        60_000,
        '1m',
      ),
    )
    .addOption(
      valueOption('--window <duration>', 'window of rates that have none', checkedDuration).default('5m'),
    )
    .addOption(choiceOption('--format <format>', 'output format', ['csv']).default('csv'))
    .addOption(valueOption('--out <file>', 'output file; default: standard output', path))
    .addOption(queryTimeout())
    .addOption(headerFileOption());
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright export --prometheus http://localhost:9090 --bundle multiweb --range 24h --out multiweb.csv':
      'export a day with a sample per minute',
    'dashwright export --prometheus https://prometheus.example.com --bundle qmtl --range 7d --step 15s | gzip > qmtl.csv.gz':
      'export a week with a sample every 15 s',
    'dashwright export --prometheus http://localhost:9090 --bundle agui --end 2026-03-01T00:00:00Z --header-file ~/.prometheus':
      'export a day in the past, with credentials',
  });
  command.action(async (options: ExportOptions) => {
    const { runExport } = await import('../run/export.js');
    const report = await runExport(options, console);
    if (report && options.out !== undefined) {
      console.out(`${options.bundle}: ${lines(report)} in ${options.out}\n`);
    }
  });
};

const explanation = `
Columns: timestamp (UTC), signal, unit, one per label, other_labels (JSON), value. A label with the name of another column
is label_<name>. Rows are ordered by signal, time and labels. Times are multiples of the step, after end - range, up to
and including end. Text that a spreadsheet would run as a formula starts with '. With pandas:
  frame = pandas.read_csv('multiweb.csv', parse_dates=['timestamp'])
  frame[frame.signal == 'requestsByPath'].pivot_table(index='timestamp', columns='path', values='value')

${prometheusCredentials}`;

function checkedDuration(text: string): string {
  millisecondsOf(text);
  return text;
}

function lines({ rows }: ExportReport): string {
  return rows === 1 ? '1 sample' : `${rows} samples`;
}
