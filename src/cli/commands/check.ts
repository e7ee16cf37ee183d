import { UsageError } from '../../errors/usage-error.js';
import type { CheckOnlyOptions, CheckResult } from '../../pipeline/options.js';
import type { Watching } from '../../pipeline/watching.js';
import { exitCode } from '../exit-code.js';
import { type DefinitionOptions, withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import { withGrafanaCredentials } from '../options/grafana-credentials.js';
import { headerFileOption, prometheusCredentials } from '../options/prometheus.js';
import { requestTimeout, seriesSince } from '../options/time.js';
import type { Register } from '../register.js';
import type { LiveOptions } from '../run/check-live.js';
import type { Console } from '../terminal/console.js';
import { today } from '../today.js';
import { namePattern, needs, path, valueOption, valuesOption } from '../values.js';

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
    .description(
      'check the definitions without writing outputs; optionally compare them with a running system',
    )
    .argument('[bundles...]', 'names of bundles; default: all')
    .addOption(formatOption('json', 'sarif', 'junit', 'github'))
    .option('--strict', 'fail on warnings too')
    .option('--info', 'show findings of level info too')
    .option('--types', 'run the TypeScript compiler of the project too (5.4 or later)')
    .option('--watch', 'check again whenever a file is saved, until Ctrl-C')
    // Parsed by the command, not by commander, whose messages repeat the value: it can contain a password.
    .option('--prometheus <url>', 'compare the definitions with this Prometheus server too')
    .option('--grafana <url>', 'with --prometheus or --metrics: compare the dashboards of this Grafana too');
  withGrafanaCredentials(command)
    .addOption(
      valuesOption(
        '--metrics <file or url>',
        'compare the definitions with a page of metrics too; may be repeated',
        path,
      ),
    )
    .addOption(
      valueOption(
        '--only <pattern>',
        'regular expression of the metrics that must exist; default: all, or for a page those that share a prefix with one of its metrics',
        namePattern,
      ),
    )
    .addOption(seriesSince())
    .addOption(requestTimeout())
    .addOption(headerFileOption());
  needs(command, {
    tokenVariable: 'grafana',
    grafanaHeaderFile: 'grafana',
    since: 'prometheus',
    headerFile: ['prometheus', 'metrics'],
    timeout: ['prometheus', 'metrics'],
  });
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright check': 'check all bundles',
    'dashwright check qmtl --strict': 'check one bundle, and fail on warnings too',
    'dashwright check --watch': 'check again whenever a file is saved',
    'dashwright check --types': 'check types too',
    'dashwright check --format sarif > findings.sarif': 'write a SARIF report for code scanning',
    'dashwright check --prometheus http://localhost:9090':
      'find metrics and labels that a Prometheus does not have',
    'dashwright check shop --metrics page.txt':
      "find alerts that a change of a service's metrics breaks, in the CI of the service",
  });
  command.action(async (names: string[], options: CheckOptions) => {
    const { checkBundles } = await import('../../pipeline/check.js');
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
      const result = live ? await compare(asked, options, console) : await checkBundles(asked);
      console.progress('');
      const { showFindings } = await import('../terminal/findings.js');
      const failed = showFindings(result.findings, result.locate, console, options);
      if (!failed && options.format === 'text') console.out(`${result.bundles.join(', ')}: no errors\n`);
      return { failed, loaded: result.loaded };
    };
    const wrong = wrongUse(options, live);
    if (wrong !== undefined) {
      throw new UsageError(wrong);
    }
    if (options.watch) {
      const { whileWatching } = await import('../run/watch.js');
      await whileWatching(
        options.definitions,
        async (watching) => (await checkOnce(watching)).loaded,
        console,
      );
    } else if ((await checkOnce()).failed) finish(exitCode.findings);
  });
};

/** What is wrong with the options together. */
function wrongUse({ grafana, only, watch, format }: CheckOptions, live: boolean): string | undefined {
  if (!live && grafana !== undefined)
    return '--grafana requires --prometheus or --metrics; dashwright diff compares dashboards alone';
  if (!live && only) return '--only names metrics that must be there: add --prometheus or --metrics';
  if (live && watch) return '--watch does not compare with a running system: omit it';
  if (watch && format !== 'text')
    return '--watch shows findings as text: leave out --format, or check without --watch';
  return undefined;
}

/** Checks definitions against a running system. Few checks do, and what asks servers takes time to load. */
async function compare(
  asked: CheckOnlyOptions,
  options: LiveOptions,
  console: Console,
): Promise<CheckResult> {
  const { checkLive } = await import('../run/check-live.js');
  return checkLive(asked, options, console);
}

const explanation = `
With --prometheus or --metrics, the definitions are compared with the running system. Findings are metrics, labels and
label values that do not exist, with every affected alert, rule and panel; metric types and units that differ; and for a
server, PromQL that its version does not support and rules that differ from those of the build. --info adds the number of
series and samples behind each panel and rule. At most four requests run at a time, and the series of a metric with more
than 5000 are not listed one by one. Mimir, Thanos and VictoriaMetrics have the same API; a note names what they do not
support.

${prometheusCredentials}`;
