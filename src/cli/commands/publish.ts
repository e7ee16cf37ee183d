import { exitCode } from '../exit-code.js';
import { withExamples } from '../options/definitions.js';
import type { Register } from '../register.js';
import { path, revision, valueOption, webAddress } from '../values.js';
import { version } from '../version.js';

interface PublishOptions {
  readonly from: string;
  readonly plainHttp?: boolean;
  readonly source?: string;
  readonly revision?: string;
}

/** `dashwright publish`: charts into an OCI registry, never over a version that is there. */
export const registerPublish: Register = (program, console, finish) => {
  const command = program
    .command('publish')
    .description('push charts to an OCI registry; a version that is there with another content is refused')
    .argument('<registry>', 'oci://HOST/PATH; each chart is stored as PATH/<chart>')
    .argument('[bundles...]', 'names of bundles; all when none is named')
    .addOption(valueOption('--from <dir>', 'folder of a build', path).default('dist'))
    .option('--plain-http', 'without TLS; always so on loopback')
    .addOption(valueOption('--source <url>', 'repository that the packages come from', webAddress))
    .addOption(
      valueOption(
        '--revision <commit>',
        'its commit; by default the one that last changed the chart',
        revision,
      ),
    );
  withExamples(command, {
    'dashwright publish oci://registry.example.com/charts': 'all bundles of dist/',
    'dashwright publish oci://localhost:5000/charts qmtl': 'one bundle, to a registry of your own',
  });
  command.addHelpText(
    'after',
    '\nThe login is that of docker login or helm registry login, or DASHWRIGHT_REGISTRY_USERNAME and\nDASHWRIGHT_REGISTRY_PASSWORD.\n',
  );
  command.action(async (registry: string, names: string[], options: PublishOptions) => {
    const ship = await import('../../ship/index.js');
    const { from, source, revision: commit } = options;
    const { host, path: repository, origin } = ship.parseReference(registry, options.plainHttp);
    const packed = ship.packBundles({ from, names, source, revision: commit, toolVersion: version() });
    const credentials = ship.findCredentials(host, process.env);
    const client = ship.registryClient({ host, origin, credentials });
    const results = await ship.publishCharts(
      client,
      repository,
      packed.map((each) => each.packed),
    );
    const conflicts = results.filter(({ result }) => result === 'conflict');
    if (conflicts.length > 0) {
      for (const { what } of conflicts)
        console.error(`${registry} has ${what} with another content: raise the version of the bundle\n`);
      console.error('nothing was published\n');
      finish(exitCode.findings);
      return;
    }
    for (const { what, result } of results)
      console.out(`${what}: ${result === 'present' ? 'there already, the same' : 'published'}\n`);
  });
};
