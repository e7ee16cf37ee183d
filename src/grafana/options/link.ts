import { fields, flag, name, optionsFrom, required, text } from '../../catalog/shape/index.js';

/** A link on a dashboard, a panel or a point. */
export interface Link {
  readonly title: string;
  readonly url: string;
  readonly newTab?: boolean;
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
