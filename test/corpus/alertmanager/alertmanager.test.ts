import { routing } from 'dashwright';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { emitAlertmanager } from '../../../src/emit/alertmanager/index.js';
import { alertBy, alerting } from '../../fixtures/alerting-bundle.js';
import { NotValid, routingOf } from './definition.js';
import { meaningOf } from './meaning.js';
import { type Configuration, configurations, corpus, type Data } from './read.js';

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

describe.skipIf(!corpus.there && !corpus.required)('configurations that others wrote', () => {
  it('are there', () => expect(corpus.there, `no configurations in ${corpus.folder}`).toBe(true));
  const files: readonly Configuration[] = corpus.there ? configurations() : [];
  const ofFiles = files.filter(({ kind }) => kind === 'file');
  const notValid = new Map<string, string>();
  for (const { name, config } of ofFiles) {
    it(`${name} is what its definition gives`, () => {
      let written: Data;
      try {
        written = emitted(config);
      } catch (error) {
        if (!(error instanceof NotValid)) throw error;
        notValid.set(name, error.message);
        return;
      }
      expect(meaningOf(written)).toEqual(meaningOf(config));
    });
  }
  it('are valid for the current version, most of them', () =>
    expect(notValid.size, [...notValid].join('\n')).toBeLessThan(ofFiles.length / 2));
});
