// Public configurations, imported: the result has the same meaning, and what is invalid is rejected.
import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Project, project } from '../../support/project.js';
import { corpus } from './read.js';

/** Settings in files of the corpus that the current Alertmanager does not support. */
const notRead: Readonly<Record<string, RegExp>> = {
  'prometheus-operator_kube-prometheus__examples_alertmanager-config.yaml':
    /alertmanager-config\.yaml:19: slack_configs: field slack_configs not found/,
};

let open: Project | undefined;
afterEach(() => open?.remove());

describe.skipIf(!corpus.there && !corpus.required)('public Alertmanager configurations', () => {
  it('exist', () => expect(corpus.there, `no configurations in ${corpus.folder}`).toBe(true));
  const files = corpus.there ? readdirSync(corpus.folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  for (const file of files.sort()) {
    const says = notRead[file];
    it(`${file} ${says ? 'is refused as Alertmanager refuses it' : 'is built as it is'}`, async () => {
      open = project();
      const { path, run } = open;
      const source = `${corpus.folder}/${file}`;
      const { code, out, errors } = await run('import', source, '--out', path('definitions/a'), '--verify');
      if (says) {
        expect(errors).toMatch(says);
        expect(code).toBe(2);
        return;
      }
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      expect(out).toContain('verified: a build produces the same');
    });
  }
});
