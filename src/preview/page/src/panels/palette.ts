import { type Field, getDisplayProcessor } from '@grafana/data';
import type { PanelProps } from './props.js';

/** A field with the colour that the palette has for the series of this index: axes are no series. */
export function inPalette(
  field: Field,
  index: number,
  { theme, timeZone }: Pick<PanelProps, 'theme' | 'timeZone'>,
): Field {
  const own: Field = { ...field, state: { ...field.state, seriesIndex: index } };
  return { ...own, display: getDisplayProcessor({ field: own, theme, timeZone }) };
}
