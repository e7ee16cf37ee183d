import { max, signal } from 'dashwright';
import { latencyQuantile } from 'dashwright/library';
import { metrics } from '../metrics.js';

export const modelTime = latencyQuantile(metrics.litellm_llm_api_latency_metric, 0.95, {
  by: ['model'],
  title: 'Model time p95',
  description: 'Time that the model itself takes. What is left to the latency of the request is the gateway.',
  legend: ({ model }) => model,
});
export const firstToken = latencyQuantile(metrics.litellm_llm_api_time_to_first_token_metric, 0.95, {
  by: ['model'],
  title: 'Time to first token p95',
  description: 'How long a user waits for the first token. Streamed responses only.',
  legend: ({ model }) => model,
});
export const deploymentState = signal({
  title: 'State of deployments',
  description: '0 healthy, 1 partial outage, 2 complete outage, judged by LiteLLM from recent responses.',
  expr: max(metrics.litellm_deployment_state, { by: ['litellm_model_name', 'api_provider'] }),
  legend: ({ litellm_model_name, api_provider }) => `${litellm_model_name} (${api_provider})`,
});
