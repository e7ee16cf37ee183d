import { linkKeys } from '../../grafana/index.js';
import { isPlain, type Plain, plain } from '../read/plain.js';

/** The keys that Grafana's type of it has. */
export function known(value: Plain, keys: readonly string[]): Plain {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
}

/** The keys that say something. */
export function without(value: Plain, ignored: ReadonlySet<string>, defaults: Plain): Plain {
  const result: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (ignored.has(key) || part === undefined || part === null) continue;
    const cleaned = clean(part);
    if (Object.hasOwn(defaults, key) && JSON.stringify(defaults[key]) === JSON.stringify(cleaned)) continue;
    result[key] = cleaned;
  }
  return result;
}

/** Without keys that are null. */
export function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (!isPlain(value)) return value;
  const result: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value))
    if (part !== undefined && part !== null) result[key] = clean(part);
  return result;
}

/** What a reference of a data source says: its uid, or its type alone. */
export function sourceField(source: unknown): Plain {
  if (!isPlain(source)) return typeof source === 'string' ? { datasource: source } : {};
  const { uid, type } = source;
  if (typeof uid === 'string' && uid !== '') return { datasource: uid.replace(/^\$(\w+)$/, '${$1}') };
  return typeof type === 'string' ? { datasource: { type } } : {};
}

const ignoredOfLink = new Set(['dashUri', 'dashboard', 'params_']);
const linkDefaults: Plain = {
  asDropdown: false,
  icon: 'external link',
  includeVars: false,
  keepTime: false,
  tags: [],
  targetBlank: false,
  tooltip: '',
  url: '',
  type: 'link',
};

/** What Grafana reads of links to dashboards alone, and of links to an address alone. */
const ofDashboards = new Set(['asDropdown', 'tags']);
const ofAddress = new Set(['url']);

/** A link of a panel, which has no icon. */
export function normalPanelLink(link: unknown): Plain {
  const { icon: _, ...others } = plain(link);
  return normalLink(others);
}

/** A link of a dashboard. */
export function normalLink(link: unknown): Plain {
  const { type } = plain(link);
  const unread = type === 'dashboards' ? ofAddress : ofDashboards;
  return without(known(plain(link), linkKeys), new Set([...ignoredOfLink, ...unread]), linkDefaults);
}
