import type { DisplayValue } from '@grafana/data';
import { LegendDisplayMode, type LegendPlacement } from '@grafana/schema';
import { VizLayout, VizLegend } from '@grafana/ui';

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
  width,
  height,
  children,
}: WithLegendProps) {
  const legend =
    shown && displayMode !== LegendDisplayMode.Hidden && items.length > 0 ? (
      <VizLayout.Legend placement={placement as LegendPlacement} maxHeight="35%" maxWidth="60%">
        <VizLegend
          items={items.map(({ label, color, values = [] }) => ({
            label,
            color,
            yAxis: 1,
            getDisplayValues: () => [...values],
          }))}
          displayMode={displayMode as LegendDisplayMode}
          placement={placement as LegendPlacement}
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
