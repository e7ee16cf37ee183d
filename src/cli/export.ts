import { InvalidArgumentError, Option } from 'commander';
import type { ExportReport } from '../export/index.js';
import type { Register } from './main.js';
import { type DefinitionOptions, withDefinitions, withExamples } from './options.js';
import { instantOf, millisecondsOf, timeoutOf } from './time-options.js';

export interface ExportOptions extends DefinitionOptions {
  readonly prometheus: string;
  readonly bundle: string;
  /** Milliseconds, as the other times. */
  readonly range: number;
  readonly end?: number;
  readonly step: number;
  readonly window: string;
  readonly timeout: number;
  readonly out?: string;
  readonly headerFile?: string;
}

/** `dashwright export`: the signals of a bundle as CSV for notebooks. */
export const registerExport: Register = (program, console) => {
  const command = program
    .command('export')
    .description('write the signals of a bundle, as a Prometheus has them, as CSV for notebooks')
    .requiredOption('--prometheus <url>', 'where Prometheus is, as http://localhost:9090')
    .requiredOption('--bundle <name>', 'whose signals')
    .addOption(
      new Option('--range <duration>', 'how far back, as 24h or 7d')
        .argParser(argument(millisecondsOf))
        .default(86_400_000, '24h'),
    )
    .option('--end <time>', 'up to when: RFC 3339 or unix seconds; now if left out', argument(instantOf))
    .addOption(
      new Option('--step <duration>', 'distance of two samples, as 15s or 1m')
        .argParser(argument(millisecondsOf))
        .default(60_000, '1m'),
    )
    .option(
      '--window <duration>',
      'what rates that name no window look back at',
      argument(checkedDuration),
      '5m',
    )
    .addOption(new Option('--format <format>', 'how it is written').choices(['csv']).default('csv'))
    .option('--out <file>', 'file to write; standard output if left out')
    .addOption(
      new Option('--timeout <duration>', 'longest wait for one answer')
        .argParser(argument(timeoutOf))
        .default(60_000, '1m'),
    )
    .option('--header-file <file>', 'lines `Name: value` to send along, for credentials');
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
    const { runExport } = await import('./run-export.js');
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

/** What is wrong with the value of an option is commander's to say. */
function argument<Value>(read: (text: string) => Value): (text: string) => Value {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}

function checkedDuration(text: string): string {
  millisecondsOf(text);
  return text;
}

function lines({ rows }: ExportReport): string {
  return rows === 1 ? '1 sample' : `${rows} samples`;
}
