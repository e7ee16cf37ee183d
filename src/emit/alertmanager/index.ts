import { type ResolvedBundle, resolveRouting } from '../../define/resolve/index.js';
import type { Artifact } from '../artifact.js';
import { generatedFrom } from '../packaging/header.js';
import { yamlFile } from '../packaging/yaml-file.js';
import { alertmanagerConfig } from './config.js';
import { routeTests } from './route-tests.js';

/** `alertmanager/<bundle>/alertmanager.yml`, and the tests of its routes. Nothing for a bundle without routing. */
export function emitAlertmanager(bundle: ResolvedBundle): Artifact[] {
  const routing = resolveRouting(bundle);
  if (!routing) return [];
  const folder = `alertmanager/${bundle.name}`;
  const config =
    `Alertmanager's configuration of ${bundle.name}. ${generatedFrom(bundle)}\n` +
    `Secrets are files in ${routing.secrets}: none of them is in here.`;
  const tests =
    `Who is told of each alert of ${bundle.name}. ${generatedFrom(bundle)}\n` +
    'amtool config routes test --config.file=alertmanager.yml --verify.receivers=<receivers> <label>=<value> …';
  return [
    {
      path: `${folder}/alertmanager.yml`,
      content: yamlFile(config, alertmanagerConfig(bundle, routing)),
    },
    {
      path: `${folder}/route-tests.yml`,
      content: yamlFile(tests, { tests: routeTests(bundle, routing) }),
    },
  ];
}
