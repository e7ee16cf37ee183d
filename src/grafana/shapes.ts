import { matching, type Problem, type Shape, text, wrong } from '../catalog/shape/index.js';

/** A time in the options of a panel: a duration, a relative time, or a variable. */
export const grafanaTime = matching(
  /^$|^\$|^now|^auto$|^\d+(ms|[smhdwMQy])(\/[smhdwMQy])?$/,
  'a time such as 30s, 5m or 1d',
);

/** A regular expression in JavaScript's syntax, with or without slashes around it. */
export const grafanaPattern: Shape = (value) => {
  if (typeof value !== 'string') return wrong(value, 'a regular expression as text, such as /^5../');
  const [, source = value, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(value) ?? [];
  // Grafana replaces a variable in it later.
  if (value.includes('$') && /\$\{?\w/.test(value)) return undefined;
  try {
    new RegExp(source, flags);
    return text(value);
  } catch (error) {
    return [problem(`does not compile: ${(error as Error).message}`)];
  }
};

function problem(message: string): Problem {
  return { at: '', message, expected: 'a regular expression', fatal: false };
}
