import { memo } from 'react';
import type { PanelProps } from '../panels/props.js';
import type { PanelJson } from './json.js';
import type { Shown } from './use-panel-run.js';

/** What is in the frame: the panel as its type draws it, or why there is nothing. */
export const PanelBody = memo(function PanelBody({
  shown,
  waits,
  needsRows,
  ...props
}: Omit<PanelProps, 'frames'> & {
  readonly shown: Shown | undefined;
  readonly waits: boolean;
  readonly needsRows: boolean;
}) {
  const { panel } = props;
  // What is out of view waits without a moving bar, which the browser would draw all the time.
  if (!shown) return waits && <div className="loading-bar" role="status" aria-label="Loading" />;
  const { Type, result } = shown;
  const { frames, errors } = result;
  if (!Type) return <Message text={`Panels of type ${panel.type} are not drawn in the preview.`} />;
  if (errors.length > 0 && frames.length === 0) return <Message text={errors.join('\n')} />;
  if (!needsRows) return <Type {...props} frames={[]} />;
  if (frames.some(({ length }) => length > 0)) return <Type {...props} frames={frames} />;
  // Grafana draws one value without data too, with the text for it.
  return ofOneValue.has(panel.type) ? (
    <div data-empty>
      <Type {...props} frames={[]} />
    </div>
  ) : (
    <Message text={noValue(panel)} empty />
  );
});

/** Panels that show a value in large letters, or that there is none. */
const ofOneValue: ReadonlySet<string> = new Set(['stat', 'gauge', 'bargauge']);

function noValue({ fieldConfig }: PanelJson): string {
  return fieldConfig?.defaults?.noValue ?? 'No data';
}

/** A text in the place of what is not there. */
export function Message({ text, empty = false }: { readonly text: string; readonly empty?: boolean }) {
  return (
    <div
      data-empty={empty}
      style={{
        display: 'flex',
        height: '100%',
        alignItems: 'center',
        justifyContent: 'center',
        textAlign: 'center',
        opacity: 0.8,
      }}
    >
      {text}
    </div>
  );
}
