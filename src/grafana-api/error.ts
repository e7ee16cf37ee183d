import { Mistake } from '../errors/mistake.js';

/** A request to Grafana that fails; the message names the host, the reason and what to do. */
export class GrafanaError extends Mistake {
  /**
   * @param status HTTP status; undefined where there is no answer that could be read
   * @param reason What the answer calls it: `version-mismatch`, `name-exists`, `AlreadyExists`, `Conflict`, …
   * @param said What the server says
   */
  constructor(
    message: string,
    readonly status?: number,
    readonly reason?: string | undefined,
    readonly said?: string,
  ) {
    super(message);
  }
}

/** Whether the same object was changed or created concurrently. */
export function isConflict(error: unknown): boolean {
  return error instanceof GrafanaError && (error.status === 409 || error.status === 412);
}
