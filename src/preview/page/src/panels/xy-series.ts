import {
  type DataFrame,
  type Field,
  FieldType,
  getFieldDisplayName,
  getFieldMatcher,
  getFrameMatchers,
  type MatcherConfig,
} from '@grafana/data';
import { inPalette } from './palette.js';
import type { PanelProps } from './props.js';

/** A series as the panel's options choose it. */
export interface ChosenSeries {
  readonly name?: { readonly fixed?: string };
  readonly frame?: { readonly matcher?: MatcherConfig };
  readonly x?: { readonly matcher?: MatcherConfig };
  readonly y?: { readonly matcher?: MatcherConfig };
  readonly color?: { readonly matcher?: MatcherConfig };
  readonly size?: { readonly matcher?: MatcherConfig };
}

/** Points of two fields of a frame. */
export interface XySeries {
  readonly name: string;
  readonly x: Field;
  readonly xName: string;
  readonly y: Field;
  /** The field whose values colour the points. */
  readonly color?: Field | undefined;
  /** The field whose values are the sizes of the points. */
  readonly size?: Field | undefined;
}

const number: MatcherConfig = { id: 'byType', options: 'number' };

/**
 * The series of an XY chart as Grafana finds them: in each frame the first number is x and each other is y, unless the
 * options say which fields are.
 */
export function xySeriesOf(
  frames: DataFrame[],
  isManual: boolean,
  chosen: readonly ChosenSeries[],
  shown: Pick<PanelProps, 'theme' | 'timeZone'>,
): readonly XySeries[] {
  const found: XySeries[] = [];
  for (const one of chosen.length > 0 ? chosen : [{}]) {
    const isFrame = one.frame?.matcher ? getFrameMatchers(frameMatcher(one.frame.matcher)) : undefined;
    for (const frame of frames) {
      if (isManual && isFrame && !isFrame(frame)) continue;
      const fieldBy = (matcher: MatcherConfig, of: readonly Field[]): Field | undefined => {
        const matches = getFieldMatcher(matcher);
        return of.find((field) => matches(field, frame, frames));
      };
      const numbers = frame.fields.filter(({ type }) => type === FieldType.number);
      const x = fieldBy(
        one.x?.matcher ?? number,
        frame.fields.filter(({ type }) => type === FieldType.number || type === FieldType.time),
      );
      if (!x) continue;
      const color = one.color?.matcher && fieldBy(one.color.matcher, frame.fields);
      const size = one.size?.matcher && fieldBy(one.size.matcher, numbers);
      const isY = getFieldMatcher(one.y?.matcher ?? number);
      const ys = numbers.filter(
        (field) =>
          field !== x &&
          isY(field, frame, frames) &&
          field.config.custom?.hideFrom?.viz !== true &&
          (isManual || (field !== color && field !== size)),
      );
      for (const y of isManual ? ys.slice(0, 1) : ys)
        found.push({
          name: one.name?.fixed || getFieldDisplayName(y, frame, frames),
          x,
          xName: getFieldDisplayName(x, frame, frames),
          y: inPalette(y, found.length, shown),
          color,
          size,
        });
    }
  }
  return found;
}

/** Grafana stores the index of a frame as a number, which its own matcher takes as a text. */
function frameMatcher(matcher: MatcherConfig): MatcherConfig {
  return matcher.id === 'byIndex' ? { ...matcher, options: String(matcher.options) } : matcher;
}
