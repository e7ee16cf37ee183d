import { momentOf } from './clock.js';
import { exposition, expositionType } from './exposition.js';
import { statusPage } from './page.js';
import { distinguishingLabels, withoutScrapeLabels } from './shown-labels.js';
import type { SimulatedMoment } from './simulated-series.js';
import type { Simulation } from './simulation.js';
import { answers, isDiscovered, isUp } from './targets.js';

export interface SimulatedRequest {
  readonly path: string;
  /** Of the address: `target`. */
  readonly target: string | undefined;
  /** `host:port` under which the simulation was asked. */
  readonly host: string;
  /** Real time in unix milliseconds. */
  readonly now: number;
}

export interface SimulatedAnswer {
  readonly status: 200 | 404 | 503;
  readonly type: string;
  readonly body: string;
}

/**
 * What the simulation answers: `/metrics` for Prometheus, `/targets` for its service discovery, `/` for people.
 *
 * @param began real time at which the scenario began, in unix milliseconds
 */
export function responder(
  simulation: Simulation,
  began: number,
): (request: SimulatedRequest) => SimulatedAnswer {
  const { series, targets, epoch, end, pace } = simulation;
  const all = series.filter((one) => !isUp(one));
  const together = distinguishingLabels(all);
  const momentAt = (now: number): SimulatedMoment => {
    const at = momentOf((now - began) / 1000, end, pace);
    return { at, shift: now / 1000 - (epoch + at) };
  };
  const metrics = (target: string | undefined, moment: SimulatedMoment): SimulatedAnswer => {
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
        return plain(404, 'there is /metrics, /targets and /\n');
    }
  };
}

/** Targets in the form of Prometheus' HTTP service discovery, with the labels that the scenario's series have. */
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

function plain(status: SimulatedAnswer['status'], body: string): SimulatedAnswer {
  return { status, type: 'text/plain; charset=utf-8', body };
}
