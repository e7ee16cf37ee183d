/**
 * Alerts and recording rules on logs, for Loki's ruler.
 *
 * @module
 */
export {
  type LokiAlert,
  type LokiAlertOptions,
  type LokiRecord,
  type LokiRecordOptions,
  lokiAlert,
  lokiRecord,
} from '../define/index.js';
