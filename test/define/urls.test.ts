// URLs of a bundle, with and without a trailing slash, give the same outputs.
import { bundle, catalog, environments } from 'dashwright';
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

describe('URLs that lead nowhere', () => {
  const made = (urls: object) =>
    bundle({ name: 'shop', title: 'Shop', description: '', version: '1.0.0', metrics: catalog({}), urls });
  const saying = (expected: string) =>
    expect.objectContaining({ expected: expect.stringContaining(expected) });
  const grafana = 'https://grafana.example.com';

  test.each([
    [
      'a query, behind which paths would be',
      'https://g.example.com/?orgId=2',
      'URL without query and fragment',
    ],
    ['a fragment', 'https://g.example.com/#home', 'URL without query and fragment'],
    ['a blank', 'https://g.example.com/a b', 'URL without spaces'],
    ['another protocol', 'ftp://g.example.com', 'a URL with its scheme, such as https://'],
  ])('of Grafana: %s', (_, url, expected) => {
    expect(() => made({ grafana: url })).toThrow(saying(expected));
    expect(() => environments({}, { dev: { urls: { grafana: url } } })).toThrow(saying(expected));
  });

  test.each([
    'https://w.example.com/{Slug}',
    'https://w.example.com/$slug',
    'https://w.example.com/%7Bslug%7D',
  ])('of runbooks, with a placeholder that is none: %s', (runbooks) => {
    expect(() => made({ grafana, runbooks })).toThrow(saying('{slug} for the name of the runbook'));
  });

  test('templates, anchors and parts of paths are none', () => {
    made({
      grafana: 'https://{{ $labels.cluster }}.example.com/grafana',
      runbooks: 'https://w.example.com/#{slug}',
    });
    made({
      grafana: '{{ $externalURL }}',
      runbooks: 'https://w.example.com/name/{{ $labels.name }}/{slug}?a=b',
    });
  });
});
