import type { Statement } from '../database/work.ts';

/** Makes a trace of each request and sends them away. */
export interface Tracer {
  begin(traceparent: unknown, operation: string | null): RequestTrace;
  /** Sends what has not been sent. */
  close(): Promise<void>;
}

export interface RequestTrace {
  traceId: string;
  statement(statement: Statement): void;
  end(answer: TracedAnswer): void;
}

export interface TracedAnswer {
  method: string;
  path: string;
  /** null when nobody waited for it. */
  status: number | null;
  code: string | null;
  requestId: string;
}

/** The parts of a `traceparent` header that can be used, as W3C Trace Context writes them. */
export function parentOf(header: unknown): { traceId: string; spanId: string; traceFlags: number } | null {
  if (typeof header !== 'string') return null;
  const [, traceId = '', spanId = '', flags = ''] =
    /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-|$)/.exec(header) ?? [];
  const isUsable = /[^0]/.test(traceId) && /[^0]/.test(spanId);
  return isUsable ? { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1 } : null;
}

export function traceIdOf(header: unknown): string | undefined {
  return parentOf(header)?.traceId;
}
