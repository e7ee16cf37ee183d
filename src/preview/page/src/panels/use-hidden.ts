import { type DataFrame, type Field, FieldType, getFieldDisplayName } from '@grafana/data';
import { SeriesVisibilityChangeMode } from '@grafana/ui';
import { useCallback, useState } from 'react';

/** Series that somebody hides by the legend: a click shows one alone, then all again; with Ctrl or Shift one more or less. */
export function useHidden() {
  const [hidden, setHidden] = useState<Hidden>({ names: [], only: false });
  const toggle = useCallback((label: string | string[] | null, mode: SeriesVisibilityChangeMode) => {
    const names = label === null ? [] : [label].flat();
    setHidden((before) => {
      if (mode === SeriesVisibilityChangeMode.AppendToSelection) {
        const left = before.names.filter((name) => !names.includes(name));
        return { ...before, names: left.length < before.names.length ? left : [...left, ...names] };
      }
      const same =
        before.only &&
        before.names.length === names.length &&
        names.every((name) => before.names.includes(name));
      return same ? { names: [], only: false } : { names, only: true };
    });
  }, []);
  return { hidden, toggle };
}

interface Hidden {
  readonly names: readonly string[];
  /** The names are those that are shown. */
  readonly only: boolean;
}

/** A frame whose hidden series are not drawn; what it has on its x axis is no series. */
export function withHidden(
  frame: DataFrame,
  frames: DataFrame[],
  { names, only }: Hidden,
  x?: Field,
): DataFrame {
  if (names.length === 0) return frame;
  const fields = frame.fields.map((field): Field => {
    if (
      field.type === FieldType.time ||
      field === x ||
      names.includes(getFieldDisplayName(field, frame, frames)) === only
    )
      return field;
    const { config } = field;
    const hideFrom = { ...config.custom?.hideFrom, viz: true };
    return { ...field, config: { ...config, custom: { ...config.custom, hideFrom } } };
  });
  return { ...frame, fields };
}
