import type { DisplayValue } from '@grafana/data';
import { LegendDisplayMode, type LegendPlacement } from '@grafana/schema';
import { VizLayout, VizLegend } from '@grafana/ui';
import { useState } from 'react';

export interface LegendItem {
  readonly label: string;
  readonly color: string;
  readonly values?: readonly DisplayValue[];
}

interface WithLegendProps {
  readonly items: readonly LegendItem[];
  readonly shown: boolean;
  readonly displayMode: string;
  readonly placement: string;
  /** Title of the column that a table is sorted by. */
  readonly sortBy?: string | undefined;
  readonly sortDesc?: boolean;
  /** Pixels of a legend on the right. */
  readonly legendWidth?: number | undefined;
  readonly width: number;
  readonly height: number;
  readonly children: (width: number, height: number) => React.ReactNode;
}

/** What Grafana's components do not draw, with Grafana's own legend below it or on its right. */
export function WithLegend({
  items,
  shown,
  displayMode,
  placement,
  sortBy,
  sortDesc = false,
  legendWidth,
  width,
  height,
  children,
}: WithLegendProps) {
  const [chosen, choose] = useState<{ readonly sortBy?: string | undefined; readonly sortDesc: boolean }>({
    sortBy,
    sortDesc,
  });
  const legend =
    shown && displayMode !== LegendDisplayMode.Hidden && items.length > 0 ? (
      <VizLayout.Legend
        placement={placement as LegendPlacement}
        maxHeight="35%"
        maxWidth="60%"
        width={legendWidth}
      >
        <VizLegend
          items={items.map(({ label, color, values = [] }) => ({
            label,
            color,
            yAxis: 1,
            getDisplayValues: () => [...values],
          }))}
          displayMode={displayMode as LegendDisplayMode}
          placement={placement as LegendPlacement}
          isSortable
          sortBy={chosen.sortBy}
          sortDesc={chosen.sortDesc}
          onToggleSort={(column) =>
            choose((before) => ({
              sortBy: column,
              sortDesc: before.sortBy === column ? !before.sortDesc : true,
            }))
          }
          readonly
        />
      </VizLayout.Legend>
    ) : null;
  return (
    <VizLayout width={width} height={height} legend={legend}>
      {children}
    </VizLayout>
  );
}
