import { eventually } from './eventually.js';
import { isReady } from './prometheus.js';
import { freePort, type RunningProcess, startProcess, tool } from './tools.js';

export type Labels = Readonly<Record<string, string>>;

/** An alert in the API's response. */
export interface SentAlert {
  readonly labels: Labels;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: {
    readonly state: 'unprocessed' | 'active' | 'suppressed';
    readonly inhibitedBy: readonly string[];
  };
}

export interface RunningAlertmanager extends RunningProcess {
  readonly url: string;
  /** The alerts that it has, whatever their state. */
  alerts(): Promise<SentAlert[]>;
  /** Sends firing alerts, and waits until Alertmanager has processed all of them. */
  fire(alerts: readonly Labels[]): Promise<SentAlert[]>;
}

/** Starts the real Alertmanager, on loopback only. */
export async function startAlertmanager(config: string, data: string): Promise<RunningAlertmanager> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const running = await startProcess(
    tool('alertmanager'),
    [
      `--config.file=${config}`,
      `--storage.path=${data}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { ready: () => isReady(`${url}/-/ready`) },
  );
  const alerts = async () => (await (await fetch(`${url}/api/v2/alerts`)).json()) as SentAlert[];
  return {
    ...running,
    url,
    alerts,
    async fire(fired) {
      const startsAt = new Date().toISOString();
      // Alerts with the same labels are one.
      const different = new Set(fired.map((labels) => JSON.stringify(Object.entries(labels).sort()))).size;
      const answer = await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fired.map((labels) => ({ labels, startsAt }))),
      });
      if (!answer.ok) throw new Error(`Alertmanager: ${answer.status} ${await answer.text()}`);
      return eventually('all alerts are processed', async () => {
        const told = await alerts();
        const isDone = told.length >= different && told.every(({ status }) => status.state !== 'unprocessed');
        return isDone ? told : undefined;
      });
    },
  };
}
