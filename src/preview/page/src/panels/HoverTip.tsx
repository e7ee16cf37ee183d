import { Portal, SeriesTable, type SeriesTableRowProps, useTheme2 } from '@grafana/ui';
import { type ReactNode, useState } from 'react';

/** Values beside the pointer while it is over something of an SVG, as Grafana's own panels show them. */
export function HoverTip({
  rows,
  shown,
  children,
}: {
  readonly rows: SeriesTableRowProps[];
  readonly shown: boolean;
  readonly children: ReactNode;
}) {
  const theme = useTheme2();
  const [at, setAt] = useState<{ readonly x: number; readonly y: number }>();
  const said = rows.map(({ label, value }) => `${label ?? ''}: ${value}`).join(', ');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: The values are in the label too.
    <g
      aria-label={said}
      onMouseMove={({ clientX, clientY }) => shown && setAt({ x: clientX, y: clientY })}
      onMouseLeave={() => setAt(undefined)}
    >
      {children}
      {at && (
        <Portal>
          <div
            style={{
              position: 'fixed',
              pointerEvents: 'none',
              padding: 8,
              borderRadius: theme.shape.radius.default,
              boxShadow: theme.shadows.z2,
              background: theme.colors.background.elevated,
              border: `1px solid ${theme.colors.border.weak}`,
              ...(at.x > window.innerWidth / 2
                ? { right: window.innerWidth - at.x + 12 }
                : { left: at.x + 12 }),
              ...(at.y > window.innerHeight / 2
                ? { bottom: window.innerHeight - at.y + 12 }
                : { top: at.y + 12 }),
            }}
          >
            <SeriesTable series={rows} />
          </div>
        </Portal>
      )}
    </g>
  );
}
