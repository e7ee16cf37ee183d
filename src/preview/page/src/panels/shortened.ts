import { measureText } from '@grafana/ui';

/** A text as far as a width in pixels takes it, with an ellipsis for the rest. */
export function shortened(text: string, width: number, fontSize: number): string {
  if (measureText(text, fontSize).width <= width) return text;
  let [least, most] = [0, text.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measureText(`${text.slice(0, middle)}…`, fontSize).width <= width) least = middle;
    else most = middle - 1;
  }
  return least === 0 ? '' : `${text.slice(0, least)}…`;
}
