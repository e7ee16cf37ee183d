import { momentOf } from './clock.js';
import { exposition, expositionType } from './exposition.js';
import { statusPage } from './page.js';
import { distinguishingLabels, withoutScrapeLabels } from './shown-labels.js';
import type { SimulatedMoment } from './simulated-series.js';
import type { Simulation } from './simulation.js';
import { answers, isDiscovered, isUp } from './targets.js';

export interface SimulatedRequest {
  readonly path: string;
  /** The query parameter `target`. */
  readonly target: string | undefined;
  /** `host:port` of the request. */
  readonly host: string;
  /** Real time in unix milliseconds. */
  readonly now: number;
}

export interface SimulatedResponse {
  readonly status: 200 | 404 | 503;
  readonly type: string;
  readonly body: string;
}

/**
 * Responds to requests: `/metrics` for Prometheus, `/targets` for its HTTP service discovery, `/` for browsers.
 *
 * @param began real time of the start of the scenario, in unix milliseconds
 */
export function responder(
  simulation: Simulation,
  began: number,
): (request: SimulatedRequest) => SimulatedResponse {
  const { series, targets, epoch, end, pace } = simulation;
  const all = series.filter((one) => !isUp(one));
  const together = distinguishingLabels(all);
  const momentAt = (now: number): SimulatedMoment => {
    const at = momentOf((now - began) / 1000, end, pace);
    return { at, shift: now / 1000 - (epoch + at) };
  };
  const metrics = (target: string | undefined, moment: SimulatedMoment): SimulatedResponse => {
    const one = target === undefined ? undefined : targets[Number(target)];
    if (target !== undefined && !one) return plain(404, `there are ${targets.length} targets, from 0\n`);
    if (!answers(one ? [one] : targets, moment)) return plain(503, 'in the scenario this target is down\n');
    const body = exposition(one?.series ?? all, moment, one ? withoutScrapeLabels : together);
    return { status: 200, type: expositionType, body };
  };
  return ({ path, target, host, now }) => {
    const moment = momentAt(now);
    switch (path) {
      case '/metrics':
        return metrics(target, moment);
      case '/targets':
        return { status: 200, type: 'application/json', body: discovery(simulation, moment, host) };
      case '/':
        return { status: 200, type: 'text/html; charset=utf-8', body: statusPage(simulation, moment.at) };
      default:
        return plain(404, 'available: /metrics, /targets and /\n');
    }
  };
}

/** Targets for Prometheus' HTTP service discovery, with the target labels of the scenario's series. */
function discovery({ targets }: Simulation, moment: SimulatedMoment, host: string): string {
  const found = targets.flatMap((target, index) =>
    isDiscovered(target, moment)
      ? [
          {
            targets: [host],
            labels: { ...target.labels, __metrics_path__: '/metrics', __param_target: String(index) },
          },
        ]
      : [],
  );
  return `${JSON.stringify(found, null, 2)}\n`;
}

function plain(status: SimulatedResponse['status'], body: string): SimulatedResponse {
  return { status, type: 'text/plain; charset=utf-8', body };
}
