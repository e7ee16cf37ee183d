// Compiles: the editor completes a team's own severities, and any other text is still valid.
import { alert, type KnownSeverity, promql, type Severity } from 'dashwright';

declare module 'dashwright' {
  interface TeamSeverities {
    page: true;
    ticket: true;
  }
}

export const ours: readonly KnownSeverity[] = ['page', 'ticket'];
// @ts-expect-error: not on the team's list, so it is not completed
export const usual: KnownSeverity = 'critical';
export const any: readonly Severity[] = ['page', 'critical', 'P1'];
export const Down = alert({ when: promql`up == 0`, severity: 'page' });
