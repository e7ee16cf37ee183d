import { cases, type Given, type GivenAlert } from '../../support.js';

const says = (summary: string, more: Partial<GivenAlert> = {}): Given => ({
  alerts: { A: { expr: 'max by (topic) (lag_seconds) > 5', summary, ...more } },
});

export default cases('alert/template-label', {
  trips: {
    'a label outside of braces': {
      given: { alerts: { A: { expr: 'lag_seconds > 5', summary: 'Lag of $labels.topic' } } },
      says: 'contains $labels.topic outside of {{ }}',
      expects: '{{ $labels.topic }}',
    },
    'the value outside of braces, as JavaScript writes it': {
      given: { alerts: { A: { expr: 'lag_seconds > 5', summary: '{{ $labels.topic }}: ${value}' } } },
      expects: '{{ $value }}',
    },
    'value as a function without a sample': {
      given: { alerts: { A: { expr: 'lag_seconds > 5', summary: 'Lag is {{ value }}' } } },
      says: 'calls value with 0 arguments',
      expects: '{{ $value }}',
    },
    'a function with too many arguments': {
      given: { alerts: { A: { expr: 'lag_seconds > 5', summary: '{{ humanize $value 2 }}' } } },
      says: 'calls humanize with 2 arguments',
    },
    'a pattern that is none': {
      given: says('{{ $labels.topic | reReplaceAll "(a" "b" }}'),
      at: '"(a"',
      says: 'gives reReplaceAll a pattern that is not a regular expression',
    },
    'a pattern with what RE2 lacks': { given: says('{{ if match "a(?!b)" $labels.topic }}a{{ end }}') },
    'a template that nobody defines': {
      given: says('{{ template "lag" . }}'),
      says: 'calls the template "lag", which is not defined in the text',
    },
    'a link to a query that does not parse': {
      given: says('{{ graphLink "sum(" }}'),
      says: 'queries "sum(", which does not parse',
    },
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
    'a number that is formatted as an integer': {
      given: says('{{ printf "%d" $value }} of {{ $labels.topic }}'),
      says: 'formats the value, a floating point number, by %d',
      at: 'printf',
    },
    'a number that is formatted in a pipe': { given: says('{{ $value | printf "%s" }}') },
    'a label that is formatted as a number': { given: says('{{ printf "%.2f" $labels.topic }}') },
    'a verb too few': { given: says('{{ printf "%.2f" $value $labels.topic }}'), says: 'formats 2 values' },
    'a value too few': { given: says('{{ printf "%.2f of %s" $value }}'), says: 'has 2 verbs' },
    'a number compared with an integer': {
      given: says('{{ if gt $value 5 }}a{{ else }}b{{ end }}'),
      says: 'with the integer 5',
      expects: '5.0',
    },
    'the same on the dot, in parentheses': { given: says('{{ if and (le .Value 10) true }}a{{ end }}') },
    'a label compared with a number': { given: says('{{ if eq $labels.topic 1 }}a{{ end }}') },
    'an action that is not closed': { given: says('{{ $value') },
    'a block that is not closed': { given: says('{{ if $value }}x') },
    'a definition that is broken': {
      given: says('{{ template "x" . }}{{ define "x" }}{{ $labels.pod }}{{ end }}'),
    },
    'a query that does not parse': {
      given: says('{{ query "sum(" | first | value }}'),
      says: '"sum(", which does not parse',
      at: '"sum("',
    },
    'a query in a range that does not parse': {
      given: says(
        '{{ range query (printf `sum by (topic (lag_seconds{topic=%q})` $labels.topic) }}{{ . }}{{ end }}',
      ),
      says: 'does not parse',
    },
    'a label that the inner query drops': {
      given: says('{{ range query "sum by (topic) (lag_seconds)" }}{{ .Labels.instance }}{{ end }}'),
      at: '.Labels.instance',
      says: 'the label instance of "sum by (topic) (lag_seconds)"',
    },
    'a label that the first series of an inner query cannot have': {
      given: says('{{ (query "max by (topic) (lag_seconds)" | first).Labels.pod }}'),
      says: 'the label pod of',
    },
    'a label that a function reads of an inner query': {
      given: says('{{ with query "sum(lag_seconds)" }}{{ . | first | label "topic" }}{{ end }}'),
      at: '"topic"',
      says: 'the label topic of "sum(lag_seconds)"',
    },
    'a label that an inner query is sorted by': {
      given: says(
        '{{ range query "sum by (topic) (lag_seconds)" | sortByLabel "pod" }}{{ .Value }}{{ end }}',
      ),
      at: '"pod"',
    },
    'a label of a variable that holds a series': {
      given: says('{{ range $i, $s := query "max by (topic) (lag_seconds)" }}{{ $s.Labels.pod }}{{ end }}'),
      at: '$s.Labels.pod',
    },
    'a label of a variable that holds the labels': {
      given: says('{{ $l := $labels }}{{ with query "up" }}{{ $l.pod }}{{ end }}'),
      at: '$l.pod',
    },
    "a label of the rule's own by the root, within a query": {
      given: says('{{ range query "up" }}{{ $.Labels.pod }}{{ end }}'),
      at: '$.Labels.pod',
    },
    'a field that a series does not have': {
      given: says('{{ range query "up" }}{{ .Label }}{{ end }}'),
      at: '.Label',
      suggests: 'Labels',
    },
    'a field of a list of series': { given: says('{{ (query "up").Value }}'), says: 'of a list of series' },
    'a dotted label without index': {
      given: says('{{ $labels.topic.name }}'),
      says: 'the value of a label has no fields',
    },
    'a variable after its block': {
      given: says('{{ if $value }}{{ $x := 1 }}{{ end }}{{ $x }}'),
      at: '$x',
      says: 'not defined',
    },
    'every one of several mistakes': { given: says('{{ $labels.a }} {{ $b }} {{ c $value }}'), times: 3 },
    'a function of consoles': { given: says('{{ tmpl "x" . }}'), says: 'calls tmpl' },
    'a value in a label by way of a variable': {
      given: says('x', { labels: { size: '{{ $v := $value }}{{ printf "%.0f" $v }}' } }),
      says: 'the label size contains the value',
    },
    'the value in a label': {
      given: says('x', { labels: { value: '{{ $value }}' } }),
      says: 'the label value contains the value',
    },
  },
  silent: {
    'patterns, templates of the text and links': {
      given: says(
        '{{ define "lag" }}a{{ end }}{{ template "lag" . }}{{ block "b" . }}c{{ end }}{{ reReplaceAll "(?i:a).*" "b" $labels.topic }}{{ tableLink "up" }}',
      ),
    },
    'a dollar that is none of the alert': {
      given: {
        alerts: { A: { expr: 'lag_seconds > 5', summary: 'Costs $5 of $values, $HOME, ${labelled}' } },
      },
    },
    'functions with what they take': {
      given: {
        alerts: {
          A: {
            expr: 'lag_seconds > 5',
            summary:
              '{{ with query "lag_limit_seconds" }}{{ . | first | value | humanize }}{{ (first .) | label "topic" }}{{ end }}',
          },
        },
      },
    },
    'numbers formatted and compared as such': {
      given: says(
        '{{ printf "%.2f of %s: %v, 100%%" $value $labels.topic $value }} {{ $value | printf "%5.1f" }} ' +
          '{{ if and (gt $value 5.0) (lt $value 1e3) }}a{{ end }} {{ if eq $labels.topic "1" }}b{{ end }} ' +
          '{{ printf "%s" ($value | humanize) }} {{ $value | humanize | printf "%q" }} {{ printf "%*d" 3 4 }}',
      ),
    },
    'numbers of inner queries, of which nothing is known': {
      given: says('{{ with query "sum(lag_seconds)" }}{{ printf "%.0f" (. | first | value) }}{{ end }}'),
    },
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
        '{{ range query (printf `lag_limit_seconds{topic="%s"}` $labels.topic) }}{{ .Value }} {{ .Labels.job }}{{ end }}',
      ),
    },
    'conditions on the value': {
      given: says('{{ if gt $value 1e6 }}many{{ else if lt $value 0x10 }}few{{ end }}'),
    },
    'a field of what a query gives': {
      given: says(
        '{{ (query "up" | first).Labels.version }} {{ query "lag_seconds" | first | value | humanize }}',
      ),
    },
    'methods of times and durations': {
      given: says(
        '{{ (now | toTime).Year }} {{ (toDuration $value).Minutes }} {{ (.Value | toTime).Format "15:04" }}',
      ),
    },
    'scopes of with and range': {
      given: says(
        '{{ with $labels.topic }}{{ . }}{{ $.Labels.topic }}{{ end }}{{ range $name, $value := $labels }}{{ $name }}={{ $value }} {{ else }}none{{ end }}',
      ),
    },
    'variables that are set again': {
      given: says('{{ $unit := "s" }}{{ if gt $value 60.0 }}{{ $unit = "min" }}{{ end }}{{ $unit }}'),
    },
    'labels of an inner query': {
      given: says(
        '{{ range query (printf `max by (topic) (lag_seconds{topic=%q}) > %g` $labels.topic $value) | sortByLabel "topic" }}{{ .Labels.topic }}{{ index .Labels "topic" }}{{ label "topic" . }}{{ end }}',
      ),
    },
    'an inner query that is only known later': {
      given: says(
        '{{ range query (printf "sum(rate(%s_total[%s]))" $labels.topic "5m") }}{{ .Labels.anything }}{{ end }}{{ query $externalURL }}',
      ),
    },
    'templates of its own': {
      given: says(
        '{{ define "unit" }}{{ .value }} {{ .Labels.any }}{{ end }}{{ template "unit" (args $value) }}',
      ),
    },
    'a severity that depends on the value': {
      given: says('x', { labels: { level: '{{ if gt $value 100.0 }}high{{ else }}low{{ end }}' } }),
    },
    'braces and quotes in strings': { given: says('{{ "}} {{ $no.x" }} {{ `{{` }} {{/* $no.x */}}') },
    'values, methods and strings': {
      given: says(
        '{{ reReplaceAll "(.*):(.*)" "$2" $labels.topic }}{{ len $labels }} {{ $externalLabels.cluster }}',
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
