import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Config } from '../config.ts';
import { parentOf, type TracedAnswer, type Tracer } from './trace.ts';

/** How long a collector may take, which shutting down waits for. */
const timeoutMillis = 3_000;

/** Traces by OpenTelemetry, made by hand: what instruments by itself patches modules, which ES modules do not allow. */
export function openTelemetry({ url, headers, serviceName, share }: NonNullable<Config['traces']>): Tracer {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url, headers, timeoutMillis }) }),
    ],
  });
  const tracer = provider.getTracer('clientele');

  return {
    begin(traceparent, operation) {
      const caller = parentOf(traceparent);
      const above = caller ? trace.setSpanContext(ROOT_CONTEXT, { ...caller, isRemote: true }) : ROOT_CONTEXT;
      const named = operation === null ? {} : { 'graphql.operation.name': operation };
      const span = tracer.startSpan(
        operation ?? 'anonymous',
        { kind: SpanKind.SERVER, attributes: named },
        above,
      );
      const within = trace.setSpan(ROOT_CONTEXT, span);
      return {
        traceId: span.spanContext().traceId,
        statement({ sql, milliseconds, failed }) {
          if (!span.isRecording()) return;
          const endTime = performance.timeOrigin + performance.now();
          const text = withoutValues(sql);
          const child = tracer.startSpan(
            /\w+/.exec(text)?.[0].toUpperCase() ?? 'SQL',
            {
              kind: SpanKind.CLIENT,
              startTime: endTime - milliseconds,
              attributes: { 'db.system.name': 'postgresql', 'db.query.text': text, ...named },
            },
            within,
          );
          if (failed) child.setStatus({ code: SpanStatusCode.ERROR });
          child.end(endTime);
        },
        end: (answer) => finish(span, answer),
      };
    },
    // A collector that does not answer is no reason to end in failure.
    close: () => provider.shutdown().catch(() => {}),
  };
}

function finish(span: Span, { method, path, status, code, requestId }: TracedAnswer): void {
  span.setAttributes({
    'http.request.method': method,
    'url.path': path,
    'clientele.request_id': requestId,
    ...(status === null ? {} : { 'http.response.status_code': status }),
    ...(code === null ? {} : { 'error.type': code }),
  });
  if (status === null || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** MikroORM writes the values of some statements into their text. */
function withoutValues(sql: string): string {
  return sql
    .replace(/'(?:[^']|'')*'|\b(?<!\$)\d+(?:\.\d+)?\b/g, '?')
    .replace(/\s+/g, ' ')
    .trim();
}
