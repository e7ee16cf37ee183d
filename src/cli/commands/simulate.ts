import { hostAndPort } from '../host-and-port.js';
import { withDefinitions, withExamples } from '../options/definitions.js';
import type { Register } from '../register.js';
import type { SimulateOptions } from '../run/simulate.js';
import { hostName, name, needs, speed, valueOption, valuesOption } from '../values.js';

/** `dashwright simulate`: a scenario for a real Prometheus to scrape. */
export const registerSimulate: Register = (program, console) => {
  const command = program
    .command('simulate')
    .description("serve a scenario's series as they evolve, for a real Prometheus to scrape")
    .addOption(valueOption('--bundle <name>', 'whose scenario', name).makeOptionMandatory())
    .addOption(valueOption('--scenario <name>', 'which one; lists them if left out', name))
    .addOption(
      valueOption('--serve <host:port>', 'where; port 0 for one that is free', (text) => {
        hostAndPort(text);
        return text;
      }).default('127.0.0.1:9464'),
    )
    .addOption(
      valueOption('--speed <factor>', 'seconds of the scenario in one real second', speed).default(1),
    )
    .option('--loop', 'begin again at the end; otherwise everything then stays as it is')
    .option('--allow-remote', 'also serve on addresses that other machines can reach')
    .addOption(
      valuesOption(
        '--allow-host <name...>',
        'names under which it may be asked, besides addresses and the name of this machine',
        hostName,
      ),
    );
  needs(command, {
    serve: 'scenario',
    speed: 'scenario',
    loop: 'scenario',
    allowRemote: 'scenario',
    allowHost: 'scenario',
  });
  withDefinitions(command);
  command.addHelpText('after', explanation);
  withExamples(command, {
    'dashwright simulate --bundle multiweb': 'which scenarios there are',
    'dashwright simulate --bundle multiweb --scenario "one in 95 requests fails" --serve 127.0.0.1:9464':
      'in real time',
    'dashwright simulate --bundle qmtl --scenario "the worst of two consumers counts" --speed 60 --loop':
      'an hour in a minute, again and again',
  });
  command.action(async (options: SimulateOptions) => {
    const { runSimulation } = await import('../run/simulate.js');
    await runSimulation(options, console);
  });
};

const explanation = `
/metrics has the series without the labels that a scrape attaches (job, instance, …). Where only those tell series
apart, as two pods, they are there, and the scrape needs honor_labels: true. /targets is for http_sd_configs: one target
for each set of such labels, with exactly the labels of the scenario; a target that is down in the scenario answers 503.
/ says how far the scenario is. SIGINT and SIGTERM end it.

With --speed, counters count so much faster, while windows and for: of rules last as long as ever.`;
