import { catalog, counter, gauge, histogram, oneOf } from 'dashwright';
import { processMetrics, pythonMetrics } from 'dashwright/library';

const requested_model = ['qwen-235b', 'gpt-4o'] as const;
const model = ['openai/qwen-235b', 'gpt-4o-2024-08-06'] as const;
const api_provider = ['openai', 'azure'] as const;
/** LiteLLM's default bucket bounds in seconds; `prometheus_latency_buckets` in its configuration replaces them. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 420, 600];

/**
 * Metrics of LiteLLM at litellm:4000/metrics with `callbacks: ["prometheus"]`. Its counters are declared without
 * `_total`, which the Python client adds: `litellm_spend_metric` is queried as `litellm_spend_metric_total`. The
 * current version does not expose `litellm_requests_total`, which some guides mention; it is
 * litellm_proxy_total_requests_metric_total. The series have many more labels: key, team, user, end user, e-mail,
 * client address, user agent. No query uses them, each multiplies the number of series, and some contain personal data:
 * drop them in the scrape job.
 */
export const metrics = catalog({
  // Requests as clients of the gateway see them
  litellm_proxy_total_requests_metric_total: counter({
    help: 'Requests to the gateway, answered or failed.',
    unit: 'requests',
    labels: { requested_model, status_code: ['200', '429', '500'], route: ['/v1/chat/completions'] },
  }),
  litellm_proxy_failed_requests_metric_total: counter({
    help: 'Requests that did not get a successful answer.',
    unit: 'requests',
    labels: {
      requested_model,
      exception_status: ['429', '500'],
      exception_class: ['RateLimitError', 'InternalServerError'],
      route: ['/v1/chat/completions'],
    },
  }),
  litellm_request_total_latency_metric: histogram({
    help: 'Time from a request to the end of its answer; successful requests only.',
    unit: 's',
    labels: { requested_model, model },
    buckets,
  }),

  // The models behind the gateway
  litellm_llm_api_latency_metric: histogram({
    help: 'Time that the model took of it.',
    unit: 's',
    labels: { requested_model, model },
    buckets,
  }),
  litellm_llm_api_time_to_first_token_metric: histogram({
    help: 'Time until the model wrote its first token; streamed answers only.',
    unit: 's',
    labels: { requested_model, model },
    buckets,
  }),
  litellm_deployment_state: gauge({
    help: 'State of a deployment of a model: 0 healthy, 1 partial outage, 2 complete outage.',
    unit: 'short',
    range: [0, 2],
    labels: { litellm_model_name: model, api_provider },
  }),

  // Tokens and costs
  litellm_input_tokens_metric_total: counter({
    help: 'Tokens that models read.',
    unit: 'tokens',
    labels: { requested_model, model },
  }),
  litellm_output_tokens_metric_total: counter({
    help: 'Tokens that models wrote.',
    unit: 'tokens',
    labels: { requested_model, model },
  }),
  litellm_total_tokens_metric_total: counter({
    help: 'Tokens that models read and wrote.',
    unit: 'tokens',
    labels: { requested_model, model },
  }),
  litellm_spend_metric_total: counter({
    help: "Money spent on models, by LiteLLM's price list.",
    unit: 'currencyUSD',
    labels: { model, api_provider },
  }),

  // All targets
  up: gauge({
    help: '1 while the scrape of a target succeeds, 0 while it fails.',
    unit: 'short',
    range: [0, 1],
    labels: { job: oneOf('litellm', 'otel-collector') },
  }),
  // Missing if LiteLLM runs several workers: they are not exposed with PROMETHEUS_MULTIPROC_DIR.
  ...processMetrics(),
  ...pythonMetrics,
});
