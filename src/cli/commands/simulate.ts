import { hostAndPort } from '../host-and-port.js';
import { withDefinitions, withExamples } from '../options/definitions.js';
import type { Register } from '../register.js';
import type { SimulateOptions } from '../run/simulate.js';
import { hostName, name, needs, speed, valueOption, valuesOption } from '../values.js';

/** `dashwright simulate`: serves a scenario for Prometheus to scrape. */
export const registerSimulate: Register = (program, console) => {
  const command = program
    .command('simulate')
    .description('serve the series of a scenario for a Prometheus to scrape')
    .addOption(valueOption('--bundle <name>', 'name of the bundle', name).makeOptionMandatory())
    .addOption(valueOption('--scenario <name>', 'name of the scenario; default: list the scenarios', name))
    .addOption(
      valueOption('--serve <host:port>', 'address to listen on; port 0 is any free port', (text) => {
        hostAndPort(text);
        return text;
      }).default('127.0.0.1:9464'),
    )
    .addOption(
      valueOption('--speed <factor>', 'seconds of the scenario per second of real time', speed).default(1),
    )
    .option('--loop', 'restart at the end; default: keep the last values')
    .option('--allow-remote', 'allow addresses that other machines can reach')
    .addOption(
      valuesOption(
        '--allow-host <name...>',
        'names to accept in the Host header, besides IP addresses and the name of this machine',
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
    'dashwright simulate --bundle multiweb': 'list the scenarios',
    'dashwright simulate --bundle multiweb --scenario "one in 95 requests fails" --serve 127.0.0.1:9464':
      'serve a scenario in real time',
    'dashwright simulate --bundle qmtl --scenario "the worst of two consumers counts" --speed 60 --loop':
      'serve an hour per minute, in a loop',
  });
  command.action(async (options: SimulateOptions) => {
    const { runSimulation } = await import('../run/simulate.js');
    await runSimulation(options, console);
  });
};

const explanation = `
Paths: /metrics has the series without the labels that a scrape adds (job, instance, …). If two series differ only in
these labels, /metrics includes them, and the scrape needs honor_labels: true. /targets is for http_sd_configs: one target
per set of these labels; a target that is down in the scenario returns 503. / shows the status. SIGINT and SIGTERM stop
the server.

With --speed, counters increase faster; the windows and for of rules keep their length.`;
