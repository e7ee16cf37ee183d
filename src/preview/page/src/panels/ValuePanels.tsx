import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  VizOrientation,
} from '@grafana/data';
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeValueMode,
  type PercentChangeColorMode,
} from '@grafana/schema';
import {
  BarGauge,
  BigValue,
  type BigValueColorMode,
  type BigValueGraphMode,
  type BigValueJustifyMode,
  type BigValueTextMode,
  DataLinksContextMenu,
  type DataLinksContextMenuApi,
  VizRepeater,
  type VizRepeaterRenderValueProps,
} from '@grafana/ui';
import { Arc } from './Arc.js';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';
import { reducedValues } from './reduced.js';

const statOption = optionsOf('stat');
const barOption = optionsOf('bargauge');
const gaugeOption = optionsOf('gauge');
const commonOption = optionsOf('stat', 'bargauge', 'gauge');

function orientationOf({ panel }: PanelProps): VizOrientation {
  return commonOption(panel.options, 'orientation', VizOrientation.Auto) as VizOrientation;
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
  maxVizHeight,
}: {
  readonly props: PanelProps;
  readonly values: FieldDisplay[];
  readonly render: Render;
  readonly autoGrid?: boolean;
  readonly minVizWidth?: number;
  readonly minVizHeight?: number;
  readonly maxVizHeight?: number | undefined;
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
      maxVizHeight={maxVizHeight}
    />
  );
}

/** What a value leads to: one link at a click, several in a menu, as in Grafana. */
function Linked({
  value,
  children,
}: {
  readonly value: FieldDisplay;
  readonly children: (menu?: DataLinksContextMenuApi) => React.JSX.Element;
}) {
  const { hasLinks, getLinks } = value;
  if (!hasLinks || !getLinks) return children();
  return (
    <DataLinksContextMenu links={getLinks} style={{ height: '100%' }}>
      {(menu) => children(menu)}
    </DataLinksContextMenu>
  );
}

/** Grafana's own stat. */
export function StatPanel(props: PanelProps) {
  const { panel, theme } = props;
  const graph = statOption<string>(panel.options, 'graphMode', 'area');
  const values = reducedValues(props, {
    sparkline: graph !== 'none',
    percentChange: statOption(panel.options, 'showPercentChange', false),
  });
  return (
    <Repeated
      props={props}
      values={values}
      render={({ value, width, height, count, alignmentFactors }) => (
        <Linked value={value}>
          {(menu) => (
            <BigValue
              onClick={menu?.openMenu}
              className={menu?.targetClassName}
              value={value.display}
              count={count}
              sparkline={value.sparkline}
              colorMode={statOption(panel.options, 'colorMode', 'value') as BigValueColorMode}
              graphMode={graph as BigValueGraphMode}
              justifyMode={statOption(panel.options, 'justifyMode', 'auto') as BigValueJustifyMode}
              textMode={statOption(panel.options, 'textMode', 'auto') as BigValueTextMode}
              alignmentFactors={alignmentFactors}
              disableWideLayout={!statOption(panel.options, 'wideLayout', true)}
              percentChangeColorMode={
                statOption(panel.options, 'percentChangeColorMode', 'standard') as PercentChangeColorMode
              }
              text={statOption<object | undefined>(panel.options, 'text', undefined)}
              width={width}
              height={height}
              theme={theme}
            />
          )}
        </Linked>
      )}
    />
  );
}

/** Grafana's own bar gauge. */
export function BarGaugePanel(props: PanelProps) {
  const { panel, theme } = props;
  const values = reducedValues(props);
  const manual = barOption<string>(panel.options, 'sizing', 'auto') === 'manual';
  return (
    <Repeated
      props={props}
      values={values}
      autoGrid={false}
      minVizWidth={manual ? barOption(panel.options, 'minVizWidth', 8) : 8}
      minVizHeight={manual ? barOption(panel.options, 'minVizHeight', 16) : 16}
      maxVizHeight={manual ? barOption(panel.options, 'maxVizHeight', 300) : undefined}
      render={({ value, width, height, orientation, alignmentFactors }) => (
        <Linked value={value}>
          {(menu) => (
            <BarGauge
              onClick={menu?.openMenu}
              className={menu?.targetClassName}
              value={value.display}
              display={value.view?.getFieldDisplayProcessor(value.colIndex ?? 0) ?? undefined}
              field={value.field}
              width={width}
              height={height}
              orientation={orientation}
              text={barOption<object | undefined>(panel.options, 'text', undefined)}
              theme={theme}
              itemSpacing={3}
              displayMode={
                barOption(panel.options, 'displayMode', BarGaugeDisplayMode.Gradient) as BarGaugeDisplayMode
              }
              valueDisplayMode={
                barOption(panel.options, 'valueMode', BarGaugeValueMode.Color) as BarGaugeValueMode
              }
              namePlacement={
                barOption(panel.options, 'namePlacement', BarGaugeNamePlacement.Auto) as BarGaugeNamePlacement
              }
              showUnfilled={barOption(panel.options, 'showUnfilled', true)}
              alignmentFactors={alignmentFactors}
            />
          )}
        </Linked>
      )}
    />
  );
}

/** Pixels of the smallest gauge: of more than there is room for, a part is seen by scrolling, as in Grafana. */
const leastGauge = 75;

/** A gauge: Grafana's is not among its open components. */
export function GaugePanel(props: PanelProps) {
  const values = reducedValues(props);
  const { options } = props.panel;
  const manual = gaugeOption<string>(options, 'sizing', 'auto') === 'manual';
  return (
    <Repeated
      props={props}
      values={values}
      minVizWidth={manual ? gaugeOption(options, 'minVizWidth', leastGauge) : leastGauge}
      minVizHeight={manual ? gaugeOption(options, 'minVizHeight', leastGauge) : leastGauge}
      render={({ value, width, height, count }) => (
        <Linked value={value}>
          {() => (
            <Arc
              value={value}
              width={width}
              height={height}
              named={count > 1}
              theme={props.theme}
              labels={gaugeOption(props.panel.options, 'showThresholdLabels', false)}
              text={gaugeOption<{ readonly titleSize?: number; readonly valueSize?: number }>(
                props.panel.options,
                'text',
                {},
              )}
              markers={gaugeOption(props.panel.options, 'showThresholdMarkers', true)}
            />
          )}
        </Linked>
      )}
    />
  );
}
