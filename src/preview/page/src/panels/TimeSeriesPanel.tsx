import { FieldType } from '@grafana/data';
import { useMemo } from 'react';
import { AnnotationMarks } from './AnnotationMarks.js';
import { ExemplarMarks } from './ExemplarMarks.js';
import { exemplarsOf } from './exemplars.js';
import { Graph } from './Graph.js';
import { textOf } from './GraphValues.js';
import type { PanelProps } from './props.js';

/** Numbers over time, with annotations and exemplars. */
export function TimeSeriesPanel(props: PanelProps) {
  const { panel, frames, timeRange } = props;
  const drawn = useMemo(
    () =>
      frames.filter(
        ({ fields }) =>
          fields.some(({ type }) => type === FieldType.time) &&
          fields.some(({ type }) => type === FieldType.number),
      ),
    [frames],
  );
  const exemplars = useMemo(
    () => exemplarsOf(panel, drawn, { start: timeRange.from.valueOf(), end: timeRange.to.valueOf() }),
    [panel, drawn, timeRange],
  );
  if (drawn.length === 0) return <p>There is no field of times with one of numbers to draw.</p>;
  return (
    <Graph
      {...props}
      frames={drawn}
      marks={(config) => (
        <>
          <AnnotationMarks config={config} {...props} />
          {exemplars.length > 0 && (
            <ExemplarMarks
              {...props}
              config={config}
              exemplars={exemplars}
              text={(value) => {
                const field = drawn[0]?.fields.find(({ type }) => type === FieldType.number);
                return field ? textOf(field, value) : String(value);
              }}
            />
          )}
        </>
      )}
    />
  );
}
