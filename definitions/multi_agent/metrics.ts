import { catalog, counter, gauge, histogram, kubernetesTargetLabels, oneOf } from 'dashwright';
import { containerMetrics, processMetrics, pythonClientBuckets, pythonMetrics } from 'dashwright/library';

/** Example values: enough for several series in previews, few enough to read. */
const agent = ['sdb', 'general'] as const;
const model = ['gpt-4o', 'gpt-4o-mini'] as const;
const outcome = oneOf('success', 'failure');

/**
 * Metrics of the router, the SDB agents and the platform. The agents must use these bucket bounds: alerts use them as
 * thresholds, and the default bounds of the client library end at 10 s.
 */
export const metrics = catalog(
  {
    // Router: takes a request, classifies its intent, calls an agent
    router_requests_total: counter({ help: 'Requests that the router took.', unit: 'requests' }),
    router_active_requests: gauge({ help: 'Requests that the router works on now.', unit: 'requests' }),
    router_classification_duration_seconds: histogram({
      help: 'Time to classify the intent of a request.',
      unit: 's',
      buckets: pythonClientBuckets,
    }),
    router_classification_confidence: histogram({
      help: 'Confidence of the classification, 0 to 1.',
      unit: 'ratio',
      range: [0, 1],
      buckets: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1],
    }),
    router_agent_calls_total: counter({
      help: 'Calls of agents by the router.',
      unit: 'calls',
      labels: { agent },
    }),
    router_errors_total: counter({
      help: 'Requests that ended in an error, by the agent that was called.',
      unit: 'errors',
      labels: { error_type: ['timeout', 'classification', 'agent_unavailable'], agent },
    }),

    // SDB agent: changes code with a model and opens a pull request
    sdb_processing_duration_seconds: histogram({
      help: 'Time from the call of the agent to its answer.',
      unit: 's',
      // Requests to models and to Bitbucket take minutes.
      buckets: [1, 5, 10, 30, 60, 120, 300, 600, 1200],
    }),
    sdb_bitbucket_api_calls_total: counter({
      help: 'Calls of the Bitbucket API.',
      unit: 'calls',
      labels: { operation: ['get_file', 'create_branch', 'commit', 'create_pull_request'], status: outcome },
    }),
    sdb_llm_requests_total: counter({
      help: 'Requests to language models.',
      unit: 'requests',
      labels: { model, status: outcome },
    }),
    sdb_llm_tokens_used_total: counter({
      help: 'Tokens that language models read and wrote.',
      unit: 'tokens',
      labels: { model, token_type: oneOf('prompt', 'completion') },
    }),
    sdb_pr_created_total: counter({
      help: 'Attempts to open a pull request.',
      unit: 'requests',
      labels: { status: outcome },
    }),
    sdb_files_modified_total: counter({ help: 'Files changed in pull requests.', unit: 'files' }),

    // All pods
    up: gauge({
      help: '1 while the scrape of a pod succeeds, 0 while it fails.',
      unit: 'short',
      range: [0, 1],
    }),
    ...processMetrics(),
    ...pythonMetrics,
  },
  { targetLabels: kubernetesTargetLabels },
);

/** Metrics of the kubelet about the same pods; `job` and `instance` are those of the kubelet. */
export const containers = catalog(
  containerMetrics({
    namespaces: ['agent-system'],
    pods: ['router-agent-6d5f8', 'sdb-agent-7c9b4'],
    containers: ['router-agent', 'sdb-agent'],
  }),
);
