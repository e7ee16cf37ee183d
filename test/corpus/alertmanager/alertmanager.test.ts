import { routing } from 'dashwright';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { emitAlertmanager } from '../../../src/emit/alertmanager/index.js';
import { alertmanagerConfigManifest } from '../../../src/emit/kubernetes/alertmanager-config.js';
import { alertBy, alerting } from '../../fixtures/alerting-bundle.js';
import { NotValid, routingOf } from './definition.js';
import { meaningOf } from './meaning.js';
import { type Configuration, configurations, corpus, type Data, isData } from './read.js';

const A = alertBy(['host'], 'warning');

/** The configuration that a definition of it gives, without what tells the alerts of its bundle from others. */
function emitted(config: Data): Data {
  const bundle = alerting('corpus', { A }, { routing: routing(routingOf(config)) });
  const file = emitAlertmanager(bundle).find(({ path }) => path.endsWith('/alertmanager.yml'));
  const written = load(String(file?.content)) as Data;
  const own = (matchers: unknown) =>
    (matchers as readonly string[]).filter((one) => one !== 'bundle="corpus"');
  const [root = expect.fail('no route')] = (written.route as Data).routes as readonly Data[];
  const named = (config.receivers as readonly Data[]).map(({ name }) => name);
  return {
    ...written,
    route: { ...root, matchers: own(root.matchers) },
    inhibit_rules: ((written.inhibit_rules ?? []) as readonly Data[]).map((rule) => ({
      ...rule,
      source_matchers: own(rule.source_matchers),
      target_matchers: own(rule.target_matchers),
    })),
    receivers: (written.receivers as readonly Data[]).filter(({ name }) => named.includes(name)),
  };
}

/** The spec of the object that a definition of it gives. */
function emittedObject(config: Data): Data {
  const bundle = alerting('corpus', { A }, { routing: routing(routingOf(config)) });
  const { spec } = alertmanagerConfigManifest(bundle, {}) as { spec: Data };
  const { matchers, ...route } = spec.route as Data;
  expect(matchers).toEqual([{ name: 'bundle', matchType: '=', value: 'corpus' }]);
  return { ...spec, route };
}

/** Names of fields as files have them: `groupBy` is `group_by`. */
function asInFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asInFiles);
  if (!isData(value)) return value;
  const name = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [name(key), asInFiles(one)]));
}

/** What files of the corpus have that the current Alertmanager does not read, and why. */
const notRead: Readonly<Record<string, string>> = {
  'slack_configs is no field': 'it stands beside the receivers, where it belongs to none',
};

describe.skipIf(!corpus.there && !corpus.required)('configurations that others wrote', () => {
  it('are there', () => expect(corpus.there, `no configurations in ${corpus.folder}`).toBe(true));
  const files: readonly Configuration[] = corpus.there ? configurations() : [];
  const ofFiles = files.filter(({ kind }) => kind === 'file');
  for (const { name, config } of ofFiles) {
    it(`${name} is what its definition gives`, () => {
      let written: Data;
      try {
        written = emitted(config);
      } catch (error) {
        if (!(error instanceof NotValid)) throw error;
        expect(Object.keys(notRead), `${name}: ${error.message}`).toContain(error.message);
        return;
      }
      expect(meaningOf(written)).toEqual(meaningOf(config));
    });
  }
  for (const { name, config } of files.filter(({ kind }) => kind === 'object')) {
    it(`${name} is what its definition gives, as an object`, () => {
      expect(emittedObject(asInFiles(config) as Data)).toEqual(config);
    });
  }
});
