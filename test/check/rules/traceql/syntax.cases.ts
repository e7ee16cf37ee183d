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

/** Raw panel JSON, as copied from Grafana. */
const pasted = (target: object, datasource?: unknown) => ({
  given: {
    dashboards: [
      dashboard({
        uid: 'raw',
        title: 'Raw',
        rows: [
          panel.raw({
            title: 'Pasted',
            json: { type: 'traces', ...(datasource === undefined ? {} : { datasource }), targets: [target] },
          }),
        ],
      }),
    ],
  },
});
const tempo = { type: 'tempo', uid: '${tempo}' };
const wrong = { refId: 'A', queryType: 'traceql', query: '{ duration > }' };

export default cases('traceql/syntax', {
  trips: {
    'an operator that does not exist': { ...showing('{ resource.service.name == "api" }'), says: 'query A' },
    'a brace that is missing': { ...showing('{ duration > 1s'), says: 'at the end' },
    'text without quotes': showing('{ resource.service.name = my api }'),
    'raw JSON, by the data source of the query': {
      ...pasted({ ...wrong, datasource: tempo }),
      says: 'TraceQL of query A',
      path: 'shop/dashboards/raw/panels/Pasted',
    },
    'raw JSON, by the data source of the panel': pasted(wrong, tempo),
    'raw JSON, by the name of an older data source': pasted(wrong, 'Tempo'),
    'raw JSON, by a variable of an older dashboard': pasted(
      { refId: 'A', query: '{ duration > }' },
      '$tempo',
    ),
    'text that is no TraceQL': showing('slow requests'),
  },
  silent: {
    'spans of a service': showing('{ resource.service.name = "$service" && duration > 150ms }'),
    'spans below others': showing('{ span.http.route =~ "/a.*" } >> { span.db.system != nil }'),
    'raw JSON': pasted({ refId: 'A', queryType: 'traceql', query: '{ duration > 1s }' }, tempo),
    'the id of a trace': pasted(
      { refId: 'A', queryType: 'traceql', query: '2f3e0cee77ae5dc9c17ade3689eb2e54' },
      tempo,
    ),
    'the id of a trace in a variable': pasted({ refId: 'A', queryType: 'traceql', query: '${trace}' }, tempo),
    'the form of a search': pasted(
      { refId: 'A', queryType: 'traceqlSearch', query: 'anything', filters: [] },
      tempo,
    ),
    'all spans': showing('{}'),
    'an aggregate': showing('{ status = error } | count() > 3'),
  },
});
