import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/check/index.js';
import { loadEngine } from '../../src/engine/index.js';
import { findingsOf, type GivenAlert } from '../check/support.js';
import { fittingCatalog } from './fitting-catalog.js';
import { type CorpusFile, corpus, corpusFiles } from './read.js';

const engine = await loadEngine();

/** True positives: what is wrong with which alert. */
const faults: Readonly<Record<string, string>> = {
  'ApacheSolrHighCoreErrors promql/counter-raw':
    'an increase relative to the average height of the counter, which depends on how long the process has run',
  'ApacheSolrHighDocumentIndexing promql/counter-raw': 'the same',
  'NodejsDown alert/threshold-unreachable': 'an info metric is never below 1',
  'NodejsDown alert/template-label': 'absent() and sum by (version) keep neither job nor instance',
};

async function errorsOf(file: CorpusFile): Promise<Finding[]> {
  const metrics = fittingCatalog(file, (expr) => {
    const [result] = engine.parse([expr], { features: 'all' });
    if (!result) throw new Error('no result');
    return result;
  });
  const alerts: Record<string, GivenAlert> = {};
  const records: [string, string, { labels: Readonly<Record<string, string>>; group: string }][] = [];
  for (const { name: group, rules } of file.groups) {
    for (const rule of rules) {
      const expr = String(rule.expr);
      if (rule.record !== undefined) {
        records.push([rule.record, expr, { labels: rule.labels ?? {}, group: `record ${group}` }]);
        continue;
      }
      let key = rule.alert ?? '';
      while (Object.hasOwn(alerts, key)) key += "'";
      const { summary = '', description = '', message, ...annotations } = rule.annotations ?? {};
      const { severity = 'warning', ...labels } = rule.labels ?? {};
      alerts[key] = {
        expr,
        for: (rule.for ?? '0s') as '0s',
        summary: summary || 'Summary',
        description: description || message || 'Description',
        annotations,
        severity,
        labels,
        group,
      };
    }
  }
  const found = await findingsOf({ name: 'corpus', metrics, alerts, records }, { utf8Names: true });
  return found.filter(({ level }) => level === 'error');
}

function nameOf({ path }: Finding): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function lineOf(finding: Finding): string {
  const { check, message, excerpt } = finding;
  const part = excerpt?.text.slice(excerpt.start, excerpt.end);
  return `${nameOf(finding)} ${check}: ${message}${part ? ` « ${part} »` : ''}`;
}

describe.skipIf(!corpus.there && !corpus.required)('public rules', () => {
  it('exist', () => expect(corpus.there, `no rules in ${corpus.folder}`).toBe(true));
  const said = new Set<string>();
  for (const file of corpus.there ? corpusFiles() : []) {
    it(`${file.name} has only known errors`, async () => {
      const unexpected = (await errorsOf(file)).filter((error) => {
        const fault = `${nameOf(error)} ${error.check}`;
        said.add(fault);
        return !Object.hasOwn(faults, fault);
      });
      expect(unexpected.map(lineOf)).toEqual([]);
    });
  }
  it('have all errors that are known', () =>
    expect(Object.keys(faults).filter((fault) => !said.has(fault))).toEqual([]));
});
