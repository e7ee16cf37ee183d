/** What alerts would have done on the history of a Prometheus. Pure but for the questions that the caller answers. */

export { type Backtest, backtests } from './backtest.js';
export { cachedHistory, type ResponseCache } from './cached-history.js';
export type { AlertHistory, Firing } from './firings.js';
export {
  HistogramError,
  type HistoryApi,
  type HistorySeries,
  SampleLimitError,
  TooMuchError,
} from './history.js';
export { incidentOf } from './incident/incident.js';
export { incidentAsScenario, incidentFile, incidentScenario } from './incident/scenario.js';
export type { ObservedHistogram } from './native-histogram.js';
export { backtestJson, backtestMarkdown, backtestText, type Compared } from './report.js';
