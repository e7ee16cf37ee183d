// Where links of panels, dashboards and values lead in the preview.
import { describe, expect, test } from 'vitest';
import { interpolate, rangeVariables } from '../../src/preview/page/src/dashboard/interpolate.js';
import { withLinkMacros } from '../../src/preview/page/src/dashboard/link-macros.js';
import { followed, panelLinks, urlOf } from '../../src/preview/page/src/dashboard/links.js';

const known = { bundle: 'shop', uids: new Set(['shop-logs']) };
const variables = {
  queue: { values: ['mail', 'a b'], multi: true, label: 'Mail + A b' },
  host: { values: ['x', 'y'], multi: true, label: 'All', raw: '.*' },
  __interval: { values: ['1m'], multi: false },
  ...rangeVariables(1000, 2000),
};

describe('a link', () => {
  test.each([
    ['/d/shop-logs', { url: '#/shop/d/shop-logs', page: true }],
    ['/grafana/d/shop-logs/a-title?var-a=1&from=5', { url: '#/shop/d/shop-logs?var-a=1&from=5', page: true }],
    [
      'https://grafana.acme.io/d/shop-logs?viewPanel=3',
      { url: '#/shop/d/shop-logs?viewPanel=3', page: true },
    ],
    ['/d/other', { url: '/d/other', page: false }],
    ['https://acme.io', { url: 'https://acme.io', page: false }],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
  ])('%s', (url, expected) => {
    expect(followed(url, known)).toEqual(expected);
  });

  test('has the time range and the variables of the dashboard, encoded, and All as it is', () => {
    expect(urlOf('/d/x?${__url_time_range}&${__all_variables}', variables)).toBe(
      '/d/x?from=1000&to=2000&var-queue=mail&var-queue=a%20b&var-host=%24__all',
    );
    expect(urlOf('/d/x?q=${queue}&${host:queryparam}', variables)).toBe(
      '/d/x?q=mail,a%20b&var-host=%24__all',
    );
  });

  test('of a panel is left out if it would run something', () => {
    const panel = {
      type: 'stat',
      links: [
        { title: 'Logs of $queue', url: '/d/shop-logs?var-q=$queue' },
        { title: 'x', url: 'javascript:1' },
      ],
    };
    expect(panelLinks(panel, variables, (url) => followed(url, known))).toEqual([
      { title: 'Logs of Mail + A b', url: '#/shop/d/shop-logs?var-q=mail%2Ca+b', page: true },
    ]);
  });
});

test('titles have the words of what is chosen, queries its values', () => {
  expect(interpolate('Queue $queue on $host', variables, 'text')).toBe('Queue Mail + A b on All');
  expect(interpolate('{queue=~"$queue", host=~"$host"}', variables, 'query')).toBe(
    '{queue=~"(mail|a b)", host=~".*"}',
  );
});

describe('what a value leads to', () => {
  const time = { name: 'Time', type: 'time', values: [100, 200], config: {} };
  const field = {
    name: 'Value',
    type: 'number',
    values: [1, 2],
    labels: { path: '/a b', 'k8s.pod': 'p' },
    config: {},
    state: { displayName: 'Requests' },
    display: (value: number) => ({ text: `${value}.0`, suffix: ' s', numeric: value }),
  };
  const frame = { name: 'A', fields: [time, field], length: 2 };
  const scoped = {
    __dataContext: { value: { frame, field, data: [frame], rowIndex: 1, frameIndex: 0 } },
  } as never;
  test.each([
    ['${__field.labels.path}', '%2Fa%20b'],
    ['${__field.labels["k8s.pod"]}', 'p'],
    ['${__field.labels.none}', ''],
    ['${__field.name}', 'Requests'],
    ['${__value.raw}', '2'],
    ['${__value.text}', '2.0'],
    ['${__value}', '2.0%20s'],
    ['${__value.time}', '200'],
    ['${__series.name}', 'A'],
    ['${__data.fields.Value}', '2'],
    ['${__data.fields["Value"]}', '2'],
    ['${__data.fields[1]}', '2'],
    ['${queue}', '${queue}'],
  ])('%s', (text, expected) => {
    expect(withLinkMacros(text, scoped, true)).toBe(expected);
  });
  test('is how it was calculated too, and the column of an old name', () => {
    const calculated = { ...(scoped as object), __calc: { value: 'max' } };
    expect(withLinkMacros('${__calc} of $__cell_1', calculated, false)).toBe('max of 2');
  });
  test('is in titles as it is', () => {
    expect(withLinkMacros('Logs of ${__field.labels.path}', scoped, false)).toBe('Logs of /a b');
  });
});
