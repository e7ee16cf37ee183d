import { expect, test } from 'vitest';
import { withoutTemplates } from '../../src/preview/page/src/lib/template-text.js';

test.each([
  ['{{ $labels.queue }} is late: {{ $value | humanizeDuration }}', '‹queue› is late: ‹value›'],
  ['{{ if gt $value 1.0 }}many{{ else }}one{{ end }} failed', '‹value› failed'],
  [
    'above {{ range query (printf `max(limit_seconds{topic=%q})` $labels.topic) }}{{ .Value | humanizeDuration }}{{ end }}',
    'above ‹answer›',
  ],
  ['above {{ with query "max(limit)" }}{{ . | first | value }}{{ end }}.', 'above ‹answer›.'],
  ['{{ query "up" | first | value }} in {{ $externalLabels.cluster }}', '‹answer› in ‹cluster›'],
  ['{{- if eq $labels.env "prod" }}wake up{{ end }} {{ $labels.pod }}', 'wake up ‹pod›'],
])('the text of an alert says what its templates stand for: %s', (text, expected) => {
  expect(withoutTemplates(text)).toBe(expected);
});
