import type { RoutingEngine } from '../routing/engine.js';
import type { ProofEngine } from './session.js';

/** The engine with Alertmanager's code, for scenarios that ask who is notified. */
export function withAlertmanager(engine: ProofEngine, alertmanager: RoutingEngine): ProofEngine {
  return provingWith(engine, alertmanager);
}

/** The engine for what needs to know of rules only: expectations on notifications are not looked at. */
export function withoutAlertmanager(engine: ProofEngine): ProofEngine {
  return provingWith(engine, 'left out');
}

function provingWith(engine: ProofEngine, alertmanager: ProofEngine['alertmanager']): ProofEngine {
  return {
    loadSeries: (series) => engine.loadSeries(series),
    parse: (expressions) => engine.parse(expressions),
    alertmanager,
  };
}
