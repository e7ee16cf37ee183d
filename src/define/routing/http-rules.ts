import { DefinitionError, type Place } from '../../catalog/index.js';
import type { HttpConfig } from './integrations/http.js';

/**
 * Rejects HTTP client options that Alertmanager rejects: two authentication methods, and contradictory proxy options.
 * Source: `HTTPClientConfig.Validate` in github.com/prometheus/common.
 *
 * @throws DefinitionError that names the options
 */
export function refuseHttp(config: HttpConfig | undefined, where: string, place: Place): void {
  if (!config) return;
  const refuse = (message: string, expected: string) => {
    throw new DefinitionError(`${where}.httpConfig ${message}`, place, { expected });
  };
  const { basicAuth, authorization, oauth2 } = config;
  if ([basicAuth, authorization, oauth2].filter((one) => one !== undefined).length > 1)
    refuse('has more than one authentication method', 'one of basicAuth, authorization and oauth2');
  if (authorization?.type?.trim().toLowerCase() === 'basic')
    refuse('has the authorization type Basic', 'basicAuth: { username, password }');
  for (const proxy of oauth2 ? [config, oauth2] : [config]) {
    const { proxyUrl, noProxy, proxyFromEnvironment, proxyConnectHeader } = proxy;
    if (proxyFromEnvironment && (proxyUrl !== undefined || noProxy !== undefined))
      refuse('has both proxyFromEnvironment and a proxy', 'proxyFromEnvironment, or proxyUrl and noProxy');
    if (proxyConnectHeader && !proxyFromEnvironment && proxyUrl === undefined)
      refuse('has proxyConnectHeader and no proxy', 'proxyUrl or proxyFromEnvironment beside it');
  }
}
