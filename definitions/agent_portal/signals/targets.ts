import { signal } from 'dashwright';
import { processCpu, processMemory, pythonSignals } from 'dashwright/library';
import { metrics } from '../metrics.js';

export const liteLlmUp = signal({
  title: 'LiteLLM',
  description: '1 while LiteLLM can be scraped, otherwise 0.',
  expr: metrics.up.where({ job: 'litellm' }),
  legend: ({ instance }) => `litellm ${instance}`,
});
export const otelCollectorUp = signal({
  title: 'OTel collector',
  description: '1 while the OpenTelemetry collector can be scraped, otherwise 0.',
  expr: metrics.up.where({ job: 'otel-collector' }),
  legend: ({ instance }) => `otel-collector ${instance}`,
});

// Only LiteLLM, as the collector may also forward process metrics.
const liteLlm = { job: 'litellm' } as const;
const byInstance = {
  by: ['instance'],
  legend: ({ instance }: { readonly instance: string }) => instance,
} as const;
export const pythonCpu = processCpu(metrics.process_cpu_seconds_total.where(liteLlm), byInstance);
export const pythonMemory = processMemory(metrics.process_resident_memory_bytes.where(liteLlm), byInstance);
export const { gcCollections, gcCollected, gcUncollectable, pythonVersions } = pythonSignals(metrics, {
  by: ['instance'],
  where: liteLlm,
});
