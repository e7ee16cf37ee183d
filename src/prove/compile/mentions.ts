/** Whether an expression contains a metric name, not as a part of a longer name. */
export function mentions(expression: string, name: string): boolean {
  for (let at = expression.indexOf(name); at >= 0; at = expression.indexOf(name, at + 1)) {
    const before = expression[at - 1] ?? ' ';
    const after = expression[at + name.length] ?? ' ';
    if (!/[\w:]/.test(before) && !/[\w:]/.test(after)) return true;
  }
  return false;
}
