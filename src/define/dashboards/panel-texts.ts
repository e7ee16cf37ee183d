import type { Panel } from './panel.js';

/** The texts in a panel's options, except for its queries. Grafana replaces variables in most of them. */
export function* panelTexts({ options }: Panel): Generator<string> {
  const { show: _, suppress: _suppress, ...rest } = options;
  yield* textsIn(rest);
}

/** Every text in options, without those of the definitions that they refer to. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && value.type === 'signal') return;
  for (const part of Object.values(value)) yield* textsIn(part);
}
