import { cases, type Given, type GivenAlert } from '../../support.js';

const says = (summary: string, more: Partial<GivenAlert> = {}): Given => ({
  alerts: { A: { expr: 'max by (topic) (lag_seconds) > 5', summary, ...more } },
});

export default cases('alert/template-label', {
  trips: {
    'a label that the expression drops': { given: says('{{ $labels.instance }}'), says: '$labels.instance' },
    'a typo': {
      given: says('Lag of {{ $labels.topc }}'),
      at: '$labels.topc',
      suggests: 'did you mean topic?',
    },
    'a label that the rule adds': { given: says('{{ $labels.severity }}'), says: 'severity' },
    index: { given: says('{{ index $labels "pod" }}'), says: 'pod' },
    'the dot': { given: says('{{ .Labels.pod }}') },
    'a condition': { given: says('{{ if eq $labels.pod "a" }}x{{ end }}') },
    'a function that does not exist': { given: says('{{ $value | humanise }}'), suggests: 'humanize' },
    'a variable that does not exist': { given: says('{{ $label.topic }}'), suggests: '$labels' },
    'a field that does not exist': { given: says('{{ .Label }}') },
    'an action that is not closed': { given: says('{{ $value') },
    'a block that is not closed': { given: says('{{ if $value }}x') },
    'the value in a label': {
      given: says('x', { labels: { value: '{{ $value }}' } }),
      says: 'the label value holds the value',
    },
  },
  silent: {
    'labels that are kept': {
      given: says('{{ $labels.topic }}: {{ index $labels "topic" }} {{ .Labels.topic }} {{ $labels }}'),
    },
    'values and functions': {
      given: says(
        '{{ $value | humanizePercentage }} {{ printf "%.2f" .Value }} {{ "x y" | title }} {{- /* note */ -}}',
      ),
    },
    'queries and their own dots': {
      given: says(
        '{{ range query (printf `lag_limit_seconds{topic="%s"}` $labels.topic) }}{{ .Value }} {{ .Labels.pod }}{{ end }}',
      ),
    },
    'variables of its own': {
      given: says('{{ $x := $value }}{{ range $i, $s := query "up" }}{{ $s.Labels.job }}{{ $x }}{{ end }}'),
    },
    'any label of an unknown series': { given: says('{{ $labels.anything }}', { expr: 'unheard_of > 1' }) },
    'the labels that absent() gives': {
      given: says('{{ $labels.topic }}', { expr: 'absent(lag_seconds{topic="orders"})' }),
    },
    'braces that are no template': { given: says('{topic}') },
  },
});
