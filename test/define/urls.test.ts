// URLs of a bundle, with and without a trailing slash, give the same outputs.
import { describe, expect, test } from 'vitest';
import { emitDocs } from '../../src/emit/docs/index.js';
import { emitLoki } from '../../src/emit/loki/index.js';
import { alertGroups } from '../../src/emit/prometheus/index.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { operated } from '../fixtures/operated-bundle.js';
import { readTemplate } from '../support/templates.js';

function emitted(end: string): string {
  const { source } = operated();
  const urls = {
    grafana: `https://grafana.example.com/grafana${end}`,
    docs: `https://docs.example.com/operated${end}`,
    runbooks: 'https://runbooks.example.com/{slug}.md',
  };
  const bundle = resolveBundle({ ...source, options: { ...source.options, urls } });
  const files = [...emitDocs(bundle, [], readTemplate), ...emitLoki(bundle)].map(({ content }) =>
    String(content),
  );
  return [...files, JSON.stringify(alertGroups(bundle))].join('\n');
}

describe('URLs with a trailing slash', () => {
  test.each(['/', '//'])('%s', (end) => {
    expect(emitted(end)).toBe(emitted(''));
    expect(emitted(end)).toContain('https://grafana.example.com/grafana/d/operated-overview?viewPanel=1');
  });
});
