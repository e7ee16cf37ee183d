import { mean, not, rate, share, signal, sum } from 'dashwright';
import {
  errorRatio,
  latencyDistribution,
  latencyMean,
  latencyQuantile,
  modelRequestRate,
} from 'dashwright/library';
import { metrics } from './metrics.js';

const { gen_ai_client_operation_duration_seconds: genAi, http_server_duration_milliseconds: http } = metrics;
const byModel = {
  by: ['gen_ai_request_model'],
  legend: ({ gen_ai_request_model }: { readonly gen_ai_request_model: string }) => gen_ai_request_model,
} as const;

// Language models

export const genAiMean = latencyMean(genAi, {
  ...byModel,
  title: 'Gen AI average response time',
  description: 'Average time of a request to a model, to the end of its answer.',
});
export const genAiP95 = latencyQuantile(genAi, 0.95, {
  ...byModel,
  title: 'Gen AI p95 response time',
  description: 'Time that the slowest 5% of requests to a model take at least.',
});
export const genAiTimes = latencyDistribution(genAi, {
  title: 'Gen AI response times',
  description: 'How the response times of models are distributed.',
});
export const genAiRequests = modelRequestRate(genAi.count, byModel);
export const genAiErrors = signal({
  title: 'Gen AI errors',
  description: 'Failed requests to models per second, by error and model.',
  expr: sum(rate(genAi.count.where({ error_type: not('') })), { by: ['error_type', 'gen_ai_request_model'] }),
});
export const genAiErrorRatio = errorRatio(
  genAi.count,
  { error_type: not('') },
  {
    ...byModel,
    title: 'Gen AI error ratio',
    description: 'Share of the requests to each model that fail. Empty while there are none.',
  },
);

// Agents

export const agentRequests = signal({
  title: 'AG-UI agent requests',
  description: 'Requests to agents per second (RPS).',
  expr: sum(rate(metrics.agui_agent_request_count_total)),
  legend: 'requests',
});
/** Whether any request reaches a model, by the metrics of OpenAI's instrumentor. */
export const observedModelRequests = signal({
  title: 'Observed model requests',
  description: 'Requests to models per second, over all models.',
  expr: sum(rate(genAi.count)),
  legend: 'to models',
});

// HTTP

export const httpMean = latencyMean(http, {
  title: 'HTTP average',
  description: 'Average time of an HTTP request. Streamed answers count to their last byte.',
  legend: 'average',
});
export const httpP95 = latencyQuantile(http, 0.95, {
  title: 'HTTP p95',
  description: 'Capped at 10 s, the largest bucket of the histogram; streamed responses take longer.',
  legend: 'p95',
});
export const httpByRoute = latencyMean(http, {
  by: ['http_target'],
  title: 'HTTP average by route',
  description: 'Average time of an HTTP request, by route.',
  legend: ({ http_target }) => http_target,
});
export const httpByStatus = signal({
  title: 'HTTP requests by status',
  description: 'HTTP requests answered per second, by status code.',
  expr: sum(rate(http.count), { by: ['http_status_code'] }),
  legend: ({ http_status_code }) => http_status_code,
  unit: 'reqps',
});
export const httpErrorRatio = signal({
  title: 'HTTP error ratio',
  description: 'Share of HTTP requests that are answered with 5xx. Empty while there are none.',
  expr: share(sum(rate(http.count.where({ http_status_code: /5../ }))), sum(rate(http.count))),
  legend: '5xx',
  range: [0, 1],
});
export const activeRequests = signal({
  title: 'Active HTTP requests',
  description: 'HTTP requests that are being answered: with streamed answers, users who are reading.',
  expr: sum(metrics.http_server_active_requests.where({ service_name: 'agui-server' }), { by: ['pod'] }),
  legend: ({ pod }) => pod,
});
export const responseSize = signal({
  title: 'HTTP response size',
  description:
    'Average size of an answer, by route. The bounds of the histogram end at 10 kB: no quantile of it.',
  expr: mean(metrics.http_server_response_size_bytes, { by: ['http_target'] }),
  legend: ({ http_target }) => http_target,
});

// Scrapes: `up` of the PodMonitor's job, which Prometheus names after its namespace and name

const scrapes = metrics.up.where({ job: 'myapp/agui-server-metrics' });

export const podsUp = signal({
  title: 'Pods up',
  description: 'Pods of agui-server that can be scraped.',
  expr: sum(scrapes),
  legend: 'agui-server',
});
export const podScrapes = signal({
  title: 'Pods answering scrapes',
  description: '1 while the pod can be scraped, otherwise 0.',
  expr: scrapes,
  legend: ({ pod }) => pod,
});
