import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  VizOrientation,
} from '@grafana/data';
import { BarGaugeDisplayMode, BarGaugeNamePlacement, BarGaugeValueMode } from '@grafana/schema';
import {
  BarGauge,
  BigValue,
  type BigValueColorMode,
  type BigValueGraphMode,
  type BigValueJustifyMode,
  type BigValueTextMode,
  VizRepeater,
  type VizRepeaterRenderValueProps,
} from '@grafana/ui';
import { Arc } from './Arc.js';
import { option, type PanelProps } from './props.js';
import { reducedValues } from './reduced.js';

function orientationOf({ panel }: PanelProps): VizOrientation {
  return option(panel.options, 'orientation', VizOrientation.Auto) as VizOrientation;
}

type Render = (
  value: VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors>,
) => React.JSX.Element;

function Repeated({
  props,
  values,
  render,
  autoGrid = true,
  minVizWidth = 0,
  minVizHeight = 0,
}: {
  readonly props: PanelProps;
  readonly values: FieldDisplay[];
  readonly render: Render;
  readonly autoGrid?: boolean;
  readonly minVizWidth?: number;
  readonly minVizHeight?: number;
}) {
  return (
    <VizRepeater
      getValues={() => values}
      getAlignmentFactors={(all: FieldDisplay[]) => getDisplayValueAlignmentFactors(all)}
      renderValue={render}
      source={values}
      renderCounter={0}
      width={props.width}
      height={props.height}
      orientation={orientationOf(props)}
      itemSpacing={3}
      autoGrid={autoGrid}
      minVizWidth={minVizWidth}
      minVizHeight={minVizHeight}
    />
  );
}

/** Grafana's own stat. */
export function StatPanel(props: PanelProps) {
  const { panel, theme } = props;
  const graph = option<string>(panel.options, 'graphMode', 'area');
  const values = reducedValues(props, graph !== 'none');
  return (
    <Repeated
      props={props}
      values={values}
      render={({ value, width, height, count, alignmentFactors }) => (
        <BigValue
          value={value.display}
          count={count}
          sparkline={value.sparkline}
          colorMode={option(panel.options, 'colorMode', 'value') as BigValueColorMode}
          graphMode={graph as BigValueGraphMode}
          justifyMode={option(panel.options, 'justifyMode', 'auto') as BigValueJustifyMode}
          textMode={option(panel.options, 'textMode', 'auto') as BigValueTextMode}
          alignmentFactors={alignmentFactors}
          text={option<object | undefined>(panel.options, 'text', undefined)}
          width={width}
          height={height}
          theme={theme}
        />
      )}
    />
  );
}

/** Grafana's own bar gauge. */
export function BarGaugePanel(props: PanelProps) {
  const { panel, theme } = props;
  const values = reducedValues(props);
  return (
    <Repeated
      props={props}
      values={values}
      autoGrid={false}
      minVizWidth={option(panel.options, 'minVizWidth', 8)}
      minVizHeight={option(panel.options, 'minVizHeight', 16)}
      render={({ value, width, height, orientation, alignmentFactors }) => (
        <BarGauge
          value={value.display}
          display={value.view?.getFieldDisplayProcessor(value.colIndex ?? 0) ?? undefined}
          field={value.field}
          width={width}
          height={height}
          orientation={orientation}
          text={option<object | undefined>(panel.options, 'text', undefined)}
          theme={theme}
          itemSpacing={3}
          displayMode={
            option(panel.options, 'displayMode', BarGaugeDisplayMode.Gradient) as BarGaugeDisplayMode
          }
          valueDisplayMode={option(panel.options, 'valueMode', BarGaugeValueMode.Color) as BarGaugeValueMode}
          namePlacement={
            option(panel.options, 'namePlacement', BarGaugeNamePlacement.Auto) as BarGaugeNamePlacement
          }
          showUnfilled={option(panel.options, 'showUnfilled', true)}
          alignmentFactors={alignmentFactors}
        />
      )}
    />
  );
}

/** A gauge: Grafana's is not among its open components. */
export function GaugePanel(props: PanelProps) {
  const values = reducedValues(props);
  return (
    <Repeated
      props={props}
      values={values}
      minVizWidth={75}
      minVizHeight={75}
      render={({ value, width, height, count }) => (
        <Arc
          value={value}
          width={width}
          height={height}
          named={count > 1}
          theme={props.theme}
          markers={option(props.panel.options, 'showThresholdMarkers', true)}
        />
      )}
    />
  );
}
