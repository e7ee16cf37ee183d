import {
  type DataFrame,
  dateTimeFormat,
  type Field,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  type LinkModel,
} from '@grafana/data';
import { SeriesTable, type SeriesTableRowProps, VizTooltipFooter } from '@grafana/ui';

interface ValuesProps {
  readonly links: readonly LinkModel[];
  /** There are links, once the values are held by a click. */
  readonly linked: boolean;
  readonly frame: DataFrame;
  readonly indexes: readonly (number | null)[];
  readonly series: number | null;
  readonly all: boolean;
  readonly sort: string;
  readonly hideZeros: boolean;
  readonly timeZone: string;
}

/** What a graph has at the position of the pointer. */
export function GraphValues({
  links,
  linked,
  frame,
  indexes,
  series,
  all,
  sort,
  hideZeros,
  timeZone,
}: ValuesProps) {
  const rows: (SeriesTableRowProps & { readonly number: number })[] = frame.fields.flatMap((field, index) => {
    const at = indexes[index];
    if (index === 0 || at === null || at === undefined || (!all && index !== series)) return [];
    const value = field.values[at];
    if (value === null || value === undefined || (hideZeros && value === 0)) return [];
    if (field.config.custom?.hideFrom?.tooltip) return [];
    return [
      {
        label: getFieldDisplayName(field, frame),
        value: textOf(field, value),
        color: colorOf(field, value),
        isActive: index === series,
        number: value,
      },
    ];
  });
  if (sort === 'desc') rows.sort((a, b) => b.number - a.number);
  if (sort === 'asc') rows.sort((a, b) => a.number - b.number);
  const at = indexes.find((index) => index !== null);
  const x = frame.fields[0];
  const value = at === undefined || at === null ? undefined : x?.values[at];
  const title =
    !x || value === undefined
      ? ''
      : x.type === FieldType.time
        ? dateTimeFormat(value, { timeZone })
        : textOf(x, value);
  return (
    <div style={{ padding: 8 }}>
      <SeriesTable series={rows.slice(0, 40)} timestamp={title} />
      {linked && <small>Click to see links</small>}
      {links.length > 0 && <VizTooltipFooter dataLinks={[...links]} />}
    </div>
  );
}

/** A value as its field writes it. */
export function textOf(field: Field, value: number): string {
  return field.display ? formattedValueToString(field.display(value)) : String(value);
}

function colorOf(field: Field, value: number): string {
  return field.display?.(value).color ?? 'gray';
}
