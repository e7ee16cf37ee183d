import type { Watching } from '../../pipeline/watching.js';
import { exitCode } from '../exit-code.js';
import { type DefinitionOptions, withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import { headerFileOption, prometheusCredentials } from '../options/prometheus.js';
import { millisecondsOf, requestTimeout } from '../options/time.js';
import type { Register } from '../register.js';
import type { LiveOptions } from '../run/check-live.js';
import { today } from '../today.js';
import { namePattern, path, valueOption, valuesOption } from '../values.js';

interface CheckOptions extends DefinitionOptions, LiveOptions {
  readonly format: string;
  readonly strict?: boolean;
  readonly info?: boolean;
  readonly types?: boolean;
  readonly watch?: boolean;
}

/** `dashwright check`: runs the checks of `build` without writing. */
export const registerCheck: Register = (program, console, finish) => {
  const command = program
    .command('check')
    .description('check the definitions without writing anything')
    .argument('[bundles...]', 'names of bundles; default: all')
    .addOption(formatOption('json', 'sarif', 'junit', 'github'))
    .option('--strict', 'fail on warnings too')
    .option('--info', 'also show findings of level info')
    .option('--types', 'also check types, with the TypeScript (5.4 or later) that the project has installed')
    .option('--watch', 'check again whenever a file is saved, until Ctrl-C')
    // Parsed by the command, not by commander, whose messages repeat the value: it can contain a password.
    .option('--prometheus <url>', 'also compare with what a running Prometheus has')
    .option(
      '--grafana <url>',
      'with --prometheus or --metrics, also compare with the dashboards of a running Grafana',
    )
    .addOption(
      valueOption(
        '--token-variable <name>',
        'environment variable with a token of Grafana, or user:password; default: GRAFANA_TOKEN',
        path,
      ),
    )
    .addOption(
      valuesOption(
        '--metrics <file or url>',
        'also compare with a page of metrics; repeat it for several pages',
        path,
      ),
    )
    .addOption(
      valueOption(
        '--only <pattern>',
        'regular expression of the metrics that must be there; default: all, or of a page those that begin like one on it',
        namePattern,
      ),
    )
    .addOption(
      valueOption('--since <duration>', 'how far back a server is asked for series', millisecondsOf).default(
        3_600_000,
        '1h',
      ),
    )
    .addOption(requestTimeout())
    .addOption(headerFileOption());
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright check': 'all bundles',
    'dashwright check qmtl --strict': 'one bundle, warnings fail too',
    'dashwright check --watch': 'findings in the terminal while you edit',
    'dashwright check --types': 'and what the TypeScript compiler finds',
    'dashwright check --format sarif > findings.sarif': 'for code scanning',
    'dashwright check --prometheus http://localhost:9090': 'what does not exist there, with all that breaks',
    'dashwright check shop --metrics page.txt': "in the service's own CI: does this change break an alert?",
  });
  command.action(async (names: string[], options: CheckOptions) => {
    const [{ checkDefinitions }, { UsageError }, { checkLive }, { showFindings }] = await Promise.all([
      import('../../pipeline/compile.js'),
      import('../../load/index.js'),
      import('../run/check-live.js'),
      import('../terminal/findings.js'),
    ]);
    const live = options.prometheus !== undefined || options.metrics !== undefined;
    const checkOnce = async (
      watching?: Watching,
    ): Promise<{ readonly failed: boolean; readonly loaded: readonly string[] }> => {
      const asked = {
        definitions: options.definitions,
        names,
        types: options.types,
        // Whoever edits makes mistakes: they are shown without a second run.
        places: options.watch,
        known: watching?.known,
        engine: watching?.engine,
        progress: console.progress,
        settings: { today: today() },
      };
      const result = live ? await checkLive(asked, options, console) : await checkDefinitions(asked);
      console.progress('');
      const failed = showFindings(result.findings, result.locate, console, options);
      if (!failed && options.format === 'text') console.out(`${result.bundles.join(', ')}: no errors\n`);
      return { failed, loaded: result.loaded };
    };
    if (!live && options.grafana !== undefined)
      throw new UsageError(
        '--grafana goes with --prometheus or --metrics; dashwright diff compares dashboards alone',
      );
    if (!live && options.only) {
      throw new UsageError('--only names metrics that must be there: add --prometheus or --metrics');
    }
    if (live && options.watch) {
      throw new UsageError('--watch asks nobody: leave it out to compare with what exists');
    }
    if (options.watch) {
      if (options.format !== 'text') {
        throw new UsageError('--watch shows findings as text: leave out --format, or check without --watch');
      }
      const { whileWatching } = await import('../run/watch.js');
      await whileWatching(
        options.definitions,
        async (watching) => (await checkOnce(watching)).loaded,
        console,
      );
    } else if ((await checkOnce()).failed) finish(exitCode.findings);
  });
};

const explanation = `
With --prometheus or --metrics, the definitions are also compared with what there is: metrics, labels and values that do
not exist, with every alert, rule and panel that they break; types and units that differ; of a server also what its
version lacks and which of its rules are others than those that are built; --info adds the series and samples behind
each panel and rule. A server is asked four things at a time, and not for each series of a metric with more than 5000.
Mimir, Thanos and VictoriaMetrics have the same API; what they do not answer is said and not judged.

${prometheusCredentials}`;
