import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aTrialServer, type TrialServer } from '../support/trial.ts';
import { untilTrue } from '../support/until.ts';

interface Sent {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: Record<string, unknown> }[];
}

describe('traces', () => {
  const received: { url: string; service: unknown; spans: Sent[]; header: unknown }[] = [];
  const collector = createServer(async (request, response) => {
    const { resourceSpans } = JSON.parse(await text(request));
    for (const { resource, scopeSpans } of resourceSpans) {
      received.push({
        url: request.url ?? '',
        header: request.headers['x-team'],
        service: resource.attributes.find(({ key }: { key: string }) => key === 'service.name')?.value,
        spans: scopeSpans.flatMap(({ spans }: { spans: Sent[] }) => spans),
      });
    }
    response.setHeader('content-type', 'application/json').end('{}');
  });
  let server: TrialServer;

  beforeAll(async () => {
    collector.listen(0, '127.0.0.1');
    await once(collector, 'listening');
    const { port } = collector.address() as AddressInfo;
    server = await aTrialServer('postgres', {
      LOG_LEVEL: 'info',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-team=web%20shop',
      OTEL_SERVICE_NAME: 'our-clientele',
    });
  }, 120_000);
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    collector.close();
  });

  it('continue the one of the caller, a span a request and one a statement, sent at the latest at the end', async () => {
    const { served } = server;
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const response = await fetch(`${served.address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${served.key}`,
        traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      },
      body: JSON.stringify({
        query:
          'mutation Join { createCustomer(input: { givenName: "Aino", familyName: "Secret", country: "FI" }) { customer { name } } }',
      }),
    });
    const requestId = response.headers.get('x-request-id');
    await served.says(new RegExp(`"requestId":"${requestId}"`));
    served.child.kill('SIGTERM');
    const { code, out } = await served.ended;
    await untilTrue(async () => received.length > 0);

    const spans = received.flatMap((batch) => batch.spans).filter((span) => span.traceId === traceId);
    const root = spans.find(({ name }) => name === 'Join');
    const statements = spans.filter((span) => span !== root);
    const attributeOf = ({ attributes }: Sent, name: string) =>
      Object.values(attributes.find(({ key }) => key === name)?.value ?? {})[0];
    const logged = out.split('\n').find((line) => line.includes(String(requestId))) ?? '{}';

    expect(code).toBe(0);
    expect(received[0]).toMatchObject({
      url: '/v1/traces',
      header: 'web shop',
      service: { stringValue: 'our-clientele' },
    });
    expect(root).toMatchObject({ parentSpanId: '00f067aa0ba902b7', kind: 2 });
    expect(root && attributeOf(root, 'clientele.request_id')).toBe(requestId);
    expect(root && attributeOf(root, 'http.response.status_code')).toBe(200);
    expect(JSON.parse(logged)).toMatchObject({ traceId, statements: statements.length });
    expect(statements.length).toBeGreaterThan(3);
    for (const statement of statements) {
      expect(statement).toMatchObject({ parentSpanId: root?.spanId, kind: 3 });
      expect(attributeOf(statement, 'graphql.operation.name')).toBe('Join');
      expect(Number(statement.endTimeUnixNano)).toBeGreaterThanOrEqual(Number(statement.startTimeUnixNano));
    }
    expect(statements.map((statement) => attributeOf(statement, 'db.query.text')).join('\n')).toMatch(
      /insert into/,
    );
    expect(JSON.stringify(received)).not.toMatch(/Aino|Secret/);
  });
});
