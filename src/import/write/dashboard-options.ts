import { linkIcons } from '../../grafana/index.js';
import { normalTimePicker } from '../grafana/normal.js';
import { normalLink } from '../grafana/normal-keys.js';
import { isPlain, listOf, type Plain } from '../read/plain.js';

/** Options of a dashboard besides its contents, as data; what they do not say stays in `json`. */
export function dashboardOptions(dashboard: Plain): Readonly<Record<string, unknown>> {
  return {
    weekStart: weekDays.has(dashboard.weekStart) ? dashboard.weekStart : undefined,
    liveNow: dashboard.liveNow === true ? true : undefined,
    timePicker: timePickerOption(normalTimePicker(dashboard.timepicker)),
    links: linksOption(dashboard.links),
  };
}

const weekDays: ReadonlySet<unknown> = new Set(['monday', 'saturday', 'sunday']);
const interval = /^(\d+(ms|[smhdwMy])|auto)$/;

function timePickerOption(picker: Plain): unknown {
  const intervals = listOf(picker.refresh_intervals);
  const ranges = listOf(picker.quick_ranges);
  const isTitled = (one: unknown): one is Plain =>
    isPlain(one) && ['display', 'from', 'to'].every((key) => typeof one[key] === 'string' && one[key] !== '');
  const options = {
    hidden: picker.hidden === true ? true : undefined,
    refreshIntervals:
      intervals.length > 0 && intervals.every((one) => typeof one === 'string' && interval.test(one))
        ? intervals
        : undefined,
    quickRanges:
      ranges.length > 0 && ranges.every(isTitled)
        ? ranges.map(({ display, from, to }) => ({ title: display, from, to }))
        : undefined,
    nowDelay:
      typeof picker.nowDelay === 'string' && /^\d+(ms|[smhdwMy])$/.test(picker.nowDelay)
        ? picker.nowDelay
        : undefined,
  };
  const said = Object.entries(options).filter(([, value]) => value !== undefined);
  if (said.length === 0) return undefined;
  return said.length === 1 && options.hidden ? false : Object.fromEntries(said);
}

/** Links as options; undefined if there are none, or one that no option says. */
function linksOption(links: unknown): readonly Plain[] | undefined {
  const options = listOf(links).map((one) => linkOption(normalLink(one)));
  return options.length > 0 && options.every((one) => one !== undefined) ? options : undefined;
}

function linkOption({ title, type, url, tags, icon, tooltip, ...link }: Plain): Plain | undefined {
  const own = {
    tooltip: typeof tooltip === 'string' && tooltip !== '' ? tooltip : undefined,
    newTab: link.targetBlank === true ? true : undefined,
  };
  const shown = icon ?? 'external link';
  if (!(linkIcons as readonly unknown[]).includes(shown)) return undefined;
  const { asDropdown, keepTime = false, includeVars = false, targetBlank: _, ...others } = link;
  if (Object.keys(others).length > 0) return undefined;
  const kept = (value: unknown, usual: unknown) => (value === usual ? undefined : value);
  const label = typeof title === 'string' ? title : '';
  if (type === 'dashboards')
    return said({
      title: label,
      tags: listOf(tags).map(String),
      menu: asDropdown === true ? true : undefined,
      icon: kept(shown, 'dashboard'),
      ...own,
      keepTime: kept(keepTime, true),
      keepVariables: kept(includeVars, true),
    });
  if (typeof url !== 'string' || url === '') return undefined;
  return said({
    title: label,
    url,
    icon: kept(shown, 'external link'),
    ...own,
    keepTime: kept(keepTime, !url.includes('__url_time_range')),
    keepVariables: kept(includeVars, !url.includes('__all_variables')),
  });
}

function said(options: Plain): Plain {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
