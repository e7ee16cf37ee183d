import { cases } from '../../support.js';

export default cases('routing/template', {
  trips: {
    'an action without its end': {
      given: {
        templates: {
          slack: '{{ define "a" }}x{{ end }}\n{{ define "b" }}\n{{ .Status | toUpper }\n{{ end }}',
        },
      },
      says: "Go's template parser says: ",
      expects: 'refuses its whole configuration',
      path: 'shop/templates/slack.tmpl',
    },
    'a definition without an end, in each of two files': {
      given: { templates: { slack: '{{ define "a" }}', mail: '{{ define }}{{ end }}' } },
      says: "Go's template parser says: ",
      times: 2,
    },
  },
  silent: {
    "Alertmanager's functions, definitions and comments": {
      given: {
        templates: {
          slack:
            '{{/* Titles. */}}{{ define "a" }}{{ $n := len .Alerts }}{{ range .Alerts.Firing }}{{ .Labels.SortedPairs.Values | join ", " | safeHtml }}{{ end }}{{ template "b" . }}{{ $n }}{{ end }}',
        },
      },
    },
    'a text without actions': { given: { templates: { slack: 'Plain.' } } },
  },
});
