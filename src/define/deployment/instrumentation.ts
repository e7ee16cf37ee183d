import { type Place, placeOf } from '../../catalog/index.js';
import {
  choice,
  list,
  name,
  options as optionsOf,
  record,
  required,
  text,
  validate,
} from '../../catalog/shape/index.js';
import { refuseSecrets } from '../secret.js';
import { checkName } from './kubernetes-name.js';

/** Languages that the OpenTelemetry Operator can instrument. */
export type InstrumentedLanguage = 'java' | 'nodejs' | 'python' | 'dotnet' | 'go' | 'apacheHttpd' | 'nginx';

/** Options of the agent for a language. */
export interface LanguageOptions {
  /** Image of the agent. @default the operator's */
  readonly image?: string;
  /** Environment variables of the agent. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Options of an Instrumentation object of the OpenTelemetry Operator. */
export interface InstrumentationOptions {
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. @default that of the bundle's Kubernetes objects */
  readonly namespace?: string;
  /** OTLP endpoint. @default none, for metrics that Prometheus scrapes */
  readonly endpoint?: string;
  /** Propagators of the trace context. @default the operator's */
  readonly propagators?: readonly (
    | 'tracecontext'
    | 'baggage'
    | 'b3'
    | 'b3multi'
    | 'jaeger'
    | 'xray'
    | 'ottrace'
  )[];
  /** Sampler of traces, such as `{ type: 'parentbased_traceidratio', argument: '0.25' }`. @default the operator's */
  readonly sampler?: { readonly type: string; readonly argument?: string };
  /** Attributes of the resource, by name. */
  readonly resourceAttributes?: Readonly<Record<string, string>>;
  /** Environment variables for all languages. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Languages to instrument. Pods opt in with the annotation `instrumentation.opentelemetry.io/inject-<language>:
   * "true"`.
   */
  readonly languages: Partial<Readonly<Record<InstrumentedLanguage, LanguageOptions>>>;
}

/** Auto-instrumentation that the OpenTelemetry Operator injects into pods. */
export interface Instrumentation {
  readonly type: 'instrumentation';
  readonly options: InstrumentationOptions;
  readonly place: Place;
}

const language = optionsOf<LanguageOptions>({ image: name, env: record(text, name) });
const shape = optionsOf<InstrumentationOptions>({
  name: required(text),
  namespace: text,
  endpoint: name,
  propagators: list(choice('tracecontext', 'baggage', 'b3', 'b3multi', 'jaeger', 'xray', 'ottrace')),
  sampler: optionsOf<NonNullable<InstrumentationOptions['sampler']>>({
    type: required(name),
    argument: text,
  }),
  resourceAttributes: record(text, name),
  env: record(text, name),
  languages: required(
    optionsOf<InstrumentationOptions['languages']>({
      java: language,
      nodejs: language,
      python: language,
      dotnet: language,
      go: language,
      apacheHttpd: language,
      nginx: language,
    }),
  ),
});

/**
 * Auto-instrumentation that the OpenTelemetry Operator injects into pods.
 *
 * @throws DefinitionError for a name that Kubernetes rejects, a misspelt option, or a secret
 */
export function instrumentation(options: InstrumentationOptions): Instrumentation {
  const place = placeOf(instrumentation);
  validate(shape, options, 'instrumentation', place);
  checkName('instrumentation', options.name, place);
  refuseSecrets(options, `instrumentation ${options.name}`, place);
  return { type: 'instrumentation', options, place };
}
