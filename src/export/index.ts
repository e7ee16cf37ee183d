/** The signals of a bundle as CSV. Pure functions; the caller passes the function that queries Prometheus. */
export {
  type Answer,
  type Data,
  excerpt,
  NotPrometheusError,
  readAnswer,
  readData,
  readRefusal,
} from './answer.js';
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
