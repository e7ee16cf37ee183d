import type { ExportReport } from '../../export/index.js';
import { withDefinitions, withExamples } from '../options/definitions.js';
import { instantOf, millisecondsOf, timeoutOf } from '../options/time.js';
import type { Register } from '../register.js';
import type { ExportOptions } from '../run/export.js';
import { choiceOption, name, path, valueOption } from '../values.js';

/** `dashwright export`: the signals of a bundle as CSV for notebooks. */
export const registerExport: Register = (program, console) => {
  const command = program
    .command('export')
    .description('write the signals of a bundle, as a Prometheus has them, as CSV for notebooks')
    // Read by the command itself: it may hold a password, and commander's messages repeat what was given.
    .requiredOption('--prometheus <url>', 'where Prometheus is, as http://localhost:9090')
    .addOption(valueOption('--bundle <name>', 'whose signals', name).makeOptionMandatory())
    .addOption(
      valueOption('--range <duration>', 'how far back, as 24h or 7d', millisecondsOf).default(
        86_400_000,
        '24h',
      ),
    )
    .addOption(
      valueOption('--end <time>', 'up to when: RFC 3339 or unix seconds; now if left out', instantOf),
    )
    .addOption(
      valueOption('--step <duration>', 'distance of two samples, as 15s or 1m', millisecondsOf).default(
        60_000,
        '1m',
      ),
    )
    .addOption(
      valueOption(
        '--window <duration>',
        'what rates that name no window look back at',
        checkedDuration,
      ).default('5m'),
    )
    .addOption(choiceOption('--format <format>', 'how it is written', ['csv']).default('csv'))
    .addOption(valueOption('--out <file>', 'file to write; standard output if left out', path))
    .addOption(
      valueOption('--timeout <duration>', 'longest wait for one answer', timeoutOf).default(60_000, '1m'),
    )
    .addOption(
      valueOption('--header-file <file>', 'lines `Name: value` to send along, for credentials', path),
    );
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright export --prometheus http://localhost:9090 --bundle multiweb --range 24h --out multiweb.csv':
      'a day, a sample a minute',
    'dashwright export --prometheus https://prometheus.example.com --bundle qmtl --range 7d --step 15s | gzip > qmtl.csv.gz':
      'a week at 15 s',
    'dashwright export --prometheus http://localhost:9090 --bundle agui --end 2026-03-01T00:00:00Z --header-file ~/.prometheus':
      'a day in the past, with credentials',
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
Columns: timestamp (UTC), signal, unit, one for each label, other_labels (JSON), value. A label that is called like
another column is label_<name>. Lines are ordered by signal, time and labels. Times are multiples of the step, after
end - range, up to and with end. A text that a spreadsheet would run as a formula has a ' before it. With pandas:
  frame = pandas.read_csv('multiweb.csv', parse_dates=['timestamp'])
  frame[frame.signal == 'requestsByPath'].pivot_table(index='timestamp', columns='path', values='value')

Credentials are never arguments: DASHWRIGHT_PROMETHEUS_TOKEN is sent as a bearer token, DASHWRIGHT_PROMETHEUS_USER and
DASHWRIGHT_PROMETHEUS_PASSWORD as basic authentication, and --header-file names a file with whole headers.`;

function checkedDuration(text: string): string {
  millisecondsOf(text);
  return text;
}

function lines({ rows }: ExportReport): string {
  return rows === 1 ? '1 sample' : `${rows} samples`;
}
