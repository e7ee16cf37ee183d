import { fields, flag, name, optionsFrom, required, text } from '../../catalog/shape/index.js';

/** A link on a dashboard, a panel or a point. */
export interface Link {
  /** Its text. */
  readonly title: string;
  /** Where it leads: an address, or a path below that of Grafana. */
  readonly url: string;
  /** @default false */
  readonly newTab?: boolean;
  /** Text shown at the pointer. Only links of dashboards have one. */
  readonly tooltip?: string;
}

export const linkFields = fields<Link>({
  title: required(text),
  url: required(name),
  newTab: flag,
  tooltip: text,
});
export const linkShape = optionsFrom(linkFields);

/** Links of panels and points: Grafana reads only these members of them. */
export function linksConfig(links: readonly Link[]): { title: string; url: string; targetBlank?: boolean }[] {
  return links.map(({ title, url, newTab }) => ({
    title,
    url,
    ...(newTab === undefined ? {} : { targetBlank: newTab }),
  }));
}
