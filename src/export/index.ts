/** The signals of a bundle as CSV. Pure: who asks Prometheus is handed in. */
export { type Answer, excerpt, NotPrometheusError, readAnswer, readRefusal } from './answer.js';
export {
  AnswerTooLargeError,
  type ExportReport,
  emptyReport,
  exportCsv,
  type QueryRange,
  type RangeRequest,
} from './export.js';
export { mostTimes, type Period, periodOf, timeTexts } from './period.js';
export { type ExportedSignal, type SignalsToExport, signalsToExport } from './signals.js';
