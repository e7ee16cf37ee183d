import { catalog, counter, gauge, histogram, kubernetesTargetLabels, oneOf } from 'dashwright';
import { containerMetrics, processMetrics, pythonClientBuckets, pythonMetrics } from 'dashwright/library';

/** Example values: enough for previews to show more than one series, few enough to read. */
const agent = ['sdb', 'general'] as const;
const model = ['gpt-4o', 'gpt-4o-mini'] as const;
const outcome = oneOf('success', 'failure');

/**
 * What the router, the SDB agents and the platform below them expose. The bounds of the histograms are those that
 * the agents must be built with: the alerts lie on them, and the client's own end at 10 s.
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
      help: 'How sure the classifier was of its answer, 0 to 1.',
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

    // SDB agent: changes code with the help of a model and opens a pull request
    sdb_processing_duration_seconds: histogram({
      help: 'Time from the call of the agent to its answer.',
      unit: 's',
      // Models and Bitbucket take minutes, not milliseconds.
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

    // Every pod
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

/** What the kubelet says about the same pods; `job` and `instance` are the kubelet's. */
export const containers = catalog(
  containerMetrics({
    namespaces: ['agent-system'],
    pods: ['router-agent-6d5f8', 'sdb-agent-7c9b4'],
    containers: ['router-agent', 'sdb-agent'],
  }),
);
