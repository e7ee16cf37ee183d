/** The parts of Grafana's classic dashboard JSON that the page reads. Everything may be missing: it may come from elsewhere. */
import type { DataLink, FieldConfigSource } from '@grafana/data';

export interface DashboardJson {
  readonly uid?: string;
  readonly title?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly refresh?: string | false;
  readonly timezone?: string;
  readonly time?: { readonly from?: string; readonly to?: string };
  readonly panels?: readonly PanelJson[];
  /** Before Grafana 5: rows of panels that have a width alone. */
  readonly rows?: readonly OldRowJson[];
  readonly templating?: { readonly list?: readonly VariableJson[] };
  readonly links?: readonly DashboardLinkJson[];
  readonly annotations?: { readonly list?: readonly AnnotationJson[] };
  /** 1 for a crosshair over all panels, 2 for their tooltips too. */
  readonly graphTooltip?: number;
}

export interface AnnotationJson {
  readonly name?: string;
  readonly enable?: boolean;
  readonly builtIn?: number | boolean;
  readonly iconColor?: string;
  readonly datasource?: DataSourceJson;
  readonly expr?: string;
  /** Newer than `expr`. */
  readonly target?: { readonly expr?: string };
  readonly step?: string;
  readonly titleFormat?: string;
  readonly textFormat?: string;
  readonly filter?: { readonly exclude?: boolean; readonly ids?: readonly number[] };
}

export interface OldRowJson {
  readonly title?: string;
  readonly showTitle?: boolean;
  readonly collapse?: boolean;
  readonly height?: number | string;
  readonly repeat?: string | null;
  readonly panels?: readonly (PanelJson & { readonly span?: number; readonly height?: number | string })[];
}

export interface DashboardLinkJson {
  readonly title?: string;
  readonly type?: string;
  readonly url?: string;
  readonly tags?: readonly string[];
  readonly targetBlank?: boolean;
  /** The link has the time range, or the values of the variables. */
  readonly keepTime?: boolean;
  readonly includeVars?: boolean;
  readonly tooltip?: string;
  /** One button with a menu of the dashboards. */
  readonly asDropdown?: boolean;
}

export interface PanelJson {
  readonly id?: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly gridPos?: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly collapsed?: boolean;
  readonly panels?: readonly PanelJson[];
  readonly transparent?: boolean;
  readonly datasource?: DataSourceJson;
  readonly targets?: readonly TargetJson[];
  readonly fieldConfig?: FieldConfigSource;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly transformations?: readonly {
    readonly id: string;
    readonly options?: object;
    readonly disabled?: boolean;
    readonly filter?: { readonly id: string; readonly options?: unknown };
  }[];
  readonly links?: readonly DataLink[];
  readonly repeat?: string;
  readonly repeatDirection?: 'h' | 'v';
  readonly maxPerRow?: number;
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly timeFrom?: string;
  readonly timeShift?: string;
  readonly hideTimeOverride?: boolean;
}

export type DataSourceJson = null | string | { readonly type?: string; readonly uid?: string };

export interface TargetJson {
  readonly refId?: string;
  readonly expr?: string;
  readonly query?: string;
  readonly legendFormat?: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly format?: string;
  readonly hide?: boolean;
  readonly interval?: string;
  readonly intervalFactor?: number;
  readonly exemplar?: boolean;
  readonly datasource?: DataSourceJson;
}

export interface VariableJson {
  readonly name: string;
  readonly label?: string | null;
  readonly type: string;
  readonly query?: unknown;
  readonly definition?: string;
  readonly datasource?: DataSourceJson;
  readonly regex?: string;
  readonly sort?: number;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string | null;
  readonly hide?: number | string;
  readonly current?: { readonly text?: unknown; readonly value?: unknown };
  readonly options?: readonly {
    readonly text?: unknown;
    readonly value?: unknown;
    readonly selected?: boolean;
  }[];
}
