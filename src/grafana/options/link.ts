import { fields, flag, name, optionsFrom, required, text } from '../../catalog/shape/index.js';

/** A link of a dashboard, of a panel, or of a data point. */
export interface Link {
  /** Title of the link. */
  readonly title: string;
  /** URL, or a path relative to Grafana's URL. */
  readonly url: string;
  /** Opens the link in a new tab. @default false */
  readonly newTab?: boolean;
  /** Tooltip; only dashboard links have one. */
  readonly tooltip?: string;
}

export const linkFields = fields<Link>({
  title: required(text),
  url: required(name),
  newTab: flag,
  tooltip: text,
});
export const linkShape = optionsFrom(linkFields);

/** Links of panels and data links: Grafana uses only these properties. */
export function linksConfig(links: readonly Link[]): { title: string; url: string; targetBlank?: boolean }[] {
  return links.map(({ title, url, newTab }) => ({
    title,
    url,
    ...(newTab === undefined ? {} : { targetBlank: newTab }),
  }));
}
