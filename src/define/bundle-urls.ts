import { type Shape, text, unfit } from '../catalog/shape/index.js';

/** The URLs that alerts link to. */
export interface BundleUrls {
  /** URL of Grafana, with or without a trailing slash. @default none: alerts do not link to panels */
  readonly grafana?: string;
  /** URL of a runbook, with `{slug}` for its name. @default none: alerts do not link to runbooks */
  readonly runbooks?: string;
  /** URL of the bundle's generated documentation. @default relative links */
  readonly docs?: string;
}

/** A template of Go stands for something that only Prometheus knows, such as a label. */
const withoutTemplates = (url: string) => url.replace(/\{\{(?!\s*\.?slug\s*\}).*?\}\}/gs, 'x');

/** What people write for the name in other tools. */
const placeholder = /(?:\$\{?|\{+\s*\.?|<|\/:|%7B)(?:slug|name|runbook|alert(?:name)?)\b(?:\s*\}+|>|%7D)?/i;

/** The address of a Grafana, to which paths are appended. */
export const grafanaAddress: Shape = (value) => {
  const problems = text(value);
  if (problems !== undefined || typeof value !== 'string') return problems;
  if (value.startsWith('{{')) return undefined;
  const url = withoutTemplates(value);
  if (!/^https?:\/\/[^\s/?#]/i.test(url)) return unfit(value, 'a URL with its scheme, such as https://…');
  if (/\s/.test(url)) return unfit(value, 'a URL without spaces');
  if (/[?#]/.test(url))
    return unfit(value, 'a URL without query and fragment: the paths of dashboards are appended');
  return undefined;
};

/** The URL of a runbook. Another placeholder than `{slug}` would be in the links of all alerts as it is. */
export const runbookAddress: Shape = (value) => {
  const problems = text(value);
  if (problems !== undefined || typeof value !== 'string') return problems;
  const url = withoutTemplates(value);
  if (/\s/.test(url)) return unfit(value, 'a URL without spaces');
  const other = placeholder.exec(url.replaceAll(/(?<![{$])\{slug\}(?!\})/g, ''))?.[0];
  return other === undefined ? undefined : unfit(value, `{slug} for the name of the runbook, not ${other}`);
};
