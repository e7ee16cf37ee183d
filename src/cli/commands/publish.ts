import { exitCode } from '../exit-code.js';
import { jsonText } from '../json.js';
import { withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import { buildFolderOption, revisionOption, sourceOption } from '../options/packages.js';
import type { Register } from '../register.js';
import { version } from '../version.js';

interface PublishOptions {
  readonly from: string;
  readonly plainHttp?: boolean;
  readonly source?: string;
  readonly revision?: string;
  readonly format: string;
}

/** `dashwright publish`: pushes charts to an OCI registry, never over an existing version. */
export const registerPublish: Register = (program, console, finish) => {
  const command = program
    .command('publish')
    .description('push charts to an OCI registry; fails if a version exists with different content')
    .argument('<registry>', 'oci://HOST/PATH; each chart is stored as PATH/<chart>')
    .argument('[bundles...]', 'names of bundles; default: all')
    .addOption(buildFolderOption())
    .option('--plain-http', 'use HTTP instead of HTTPS; default for loopback addresses')
    .addOption(sourceOption())
    .addOption(revisionOption());
  command.addOption(formatOption('json'));
  command.addHelpText(
    'after',
    '\nCredentials are those of docker login or helm registry login, or DASHWRIGHT_REGISTRY_USERNAME and\nDASHWRIGHT_REGISTRY_PASSWORD.',
  );
  withExamples(command, {
    'dashwright publish oci://registry.example.com/charts': 'all bundles in dist/',
    'dashwright publish oci://localhost:5000/charts qmtl': 'one bundle, to a local registry',
  });
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
    if (options.format === 'json')
      console.out(jsonText({ charts: results.map(({ what, result }) => ({ chart: what, result })) }));
    const conflicts = results.filter(({ result }) => result === 'conflict');
    if (conflicts.length > 0) {
      for (const { what } of conflicts)
        console.error(
          `${registry} already has ${what} with different content: increase the version of the bundle\n`,
        );
      console.error('nothing was published\n');
      finish(exitCode.findings);
      return;
    }
    if (options.format === 'json') return;
    for (const { what, result } of results)
      console.out(`${what}: ${result === 'present' ? 'already published' : 'published'}\n`);
  });
};
