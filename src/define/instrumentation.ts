import { type Place, placeOf } from '../catalog/index.js';
import { checkName } from './kubernetes.js';
import { refuseSecrets } from './secret.js';

export type InstrumentedLanguage = 'java' | 'nodejs' | 'python' | 'dotnet' | 'go' | 'apacheHttpd' | 'nginx';

export interface LanguageOptions {
  /** Image with the agent. @default the operator's own */
  readonly image?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface InstrumentationOptions {
  readonly name: string;
  readonly namespace?: string;
  /** Where OTLP is sent. @default nowhere: for metrics that Prometheus reads */
  readonly endpoint?: string;
  readonly propagators?: readonly (
    | 'tracecontext'
    | 'baggage'
    | 'b3'
    | 'b3multi'
    | 'jaeger'
    | 'xray'
    | 'ottrace'
  )[];
  readonly sampler?: { readonly type: string; readonly argument?: string };
  readonly resourceAttributes?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** A pod takes part with the annotation `instrumentation.opentelemetry.io/inject-<language>: "true"`. */
  readonly languages: Partial<Readonly<Record<InstrumentedLanguage, LanguageOptions>>>;
}

/** Auto-instrumentation that the OpenTelemetry Operator injects into pods. */
export interface Instrumentation {
  readonly type: 'instrumentation';
  readonly options: InstrumentationOptions;
  readonly place: Place;
}

/** Auto-instrumentation that the OpenTelemetry Operator injects into pods. */
export function instrumentation(options: InstrumentationOptions): Instrumentation {
  const place = placeOf(instrumentation);
  checkName('instrumentation', options.name, place);
  refuseSecrets(options, `instrumentation ${options.name}`, place);
  return { type: 'instrumentation', options, place };
}
