import { legacyLabelName } from './names.js';

/** Matchers as a selector in PromQL: `{__name__="up",job="api"}`. Label names with other characters are quoted. */
export function selectorText(
  matchers: readonly { readonly name: string; readonly op: string; readonly value: string }[],
): string {
  const label = (name: string): string => (legacyLabelName.test(name) ? name : JSON.stringify(name));
  return `{${matchers.map(({ name, op, value }) => `${label(name)}${op}${JSON.stringify(value)}`).join(',')}}`;
}
