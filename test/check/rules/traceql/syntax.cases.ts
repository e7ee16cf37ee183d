import { dashboard, panel, traces, variable } from 'dashwright';
import { cases } from '../../support.js';

const showing = (expr: string) => ({
  given: {
    dashboards: [
      dashboard({
        uid: 'traces',
        title: 'Traces',
        variables: [variable.text({ name: 'service' })],
        rows: [panel.table({ title: 'Slow', show: traces(expr) })],
      }),
    ],
  },
});

export default cases('traceql/syntax', {
  trips: {
    'an operator that does not exist': { ...showing('{ resource.service.name == "api" }'), says: 'query A' },
    'a brace that is missing': { ...showing('{ duration > 1s'), says: 'at the end' },
    'text without quotes': showing('{ resource.service.name = my api }'),
    'text that is no TraceQL': showing('slow requests'),
  },
  silent: {
    'spans of a service': showing('{ resource.service.name = "$service" && duration > 150ms }'),
    'spans below others': showing('{ span.http.route =~ "/a.*" } >> { span.db.system != nil }'),
    'all spans': showing('{}'),
    'an aggregate': showing('{ status = error } | count() > 3'),
  },
});
