import type { RouteChanges, SiteBundle, SiteRoute, SiteRouting } from '../model.js';

/** Whom alerts notify that did not before, and the lines of the routes that differ. */
export function routeChanges(before: SiteBundle | undefined, after: SiteBundle | undefined): RouteChanges {
  const receiversBefore = receiversOf(before);
  const receivers = [...receiversOf(after)].flatMap(([alert, now]) => {
    const was = receiversBefore.get(alert);
    return was === undefined || was.join() === now.join() ? [] : [{ alert, before: was, after: now }];
  });
  const [former, now] = [linesOf(before?.routing), linesOf(after?.routing)];
  return {
    receivers,
    removed: former.filter((line) => !now.includes(line)),
    added: now.filter((line) => !former.includes(line)),
  };
}

/** Alerts of one name with several severities are several. */
function receiversOf(bundle: SiteBundle | undefined): Map<string, readonly string[]> {
  const names = new Map<string, number>();
  for (const { name } of bundle?.alerts ?? []) names.set(name, (names.get(name) ?? 0) + 1);
  return new Map(
    (bundle?.alerts ?? []).map(({ name, severity, receivers }) => [
      (names.get(name) ?? 0) > 1 ? `${name} (${severity})` : name,
      receivers,
    ]),
  );
}

function linesOf(routing: SiteRouting | undefined): string[] {
  if (!routing) return [];
  const inhibitions = routing.inhibitions.map(
    ({ source, target, equal }) =>
      `inhibition: ${source.join(', ')} silences ${target.join(', ')}${equal.length > 0 ? ` where ${equal.join(', ')} equal` : ''}`,
  );
  return [...routeLines(routing.root, [], undefined), ...inhibitions];
}

function routeLines(
  route: SiteRoute,
  path: readonly string[],
  inherited: string | undefined,
): readonly string[] {
  const receiver = route.receiver ?? inherited;
  const here = [...path, ...route.matchers];
  const line = [
    `${here.join(', ') || 'all alerts'} → ${receiver ?? 'nobody'}`,
    route.continue ? ', and on' : '',
    route.mute.length > 0 ? `, muted at ${route.mute.join(', ')}` : '',
    route.groupBy ? `, grouped by ${route.groupBy.join(', ')}` : '',
    route.groupWait ? `, after ${route.groupWait}` : '',
    route.groupInterval ? `, changes of a group after ${route.groupInterval}` : '',
    route.repeatInterval ? `, again every ${route.repeatInterval}` : '',
  ].join('');
  return [line, ...route.routes.flatMap((child) => routeLines(child, here, receiver))];
}
