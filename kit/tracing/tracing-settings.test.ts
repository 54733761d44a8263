import { describe, expect, test } from '@jest/globals';
import { readTracing } from './tracing-settings.js';

describe('readTracing()', () => {
  test('traces nothing by default, and one request in a hundred where something is', () => {
    expect(readTracing({})).toEqual({
      endpoint: null,
      headers: {},
      serviceName: null,
      sampler: 'parentbased_traceidratio',
      ratio: 0.01,
    });
  });
  test('takes the variables of OpenTelemetry', () => {
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector:4318/otlp',
      OTEL_EXPORTER_OTLP_HEADERS: 'Api-Key=a%3Db%2C, x-team = nhs ,',
      OTEL_SERVICE_NAME: 'graph',
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.5',
    };
    expect(readTracing(env)).toEqual({
      endpoint: 'https://collector:4318/otlp',
      headers: { 'api-key': 'a=b,', 'x-team': 'nhs' },
      serviceName: 'graph',
      sampler: 'traceidratio',
      ratio: 0.5,
    });
  });
  test('traces nothing where the SDK is disabled', () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_SDK_DISABLED: 'TRUE' };
    expect(readTracing(env)).toMatchObject({ endpoint: null, sampler: 'always_off' });
  });

  const refuses = (name: string, value: string) =>
    test(`refuses ${name}=${value} without saying the value`, () => {
      const reading = () => readTracing({ [name]: value });
      expect(reading).toThrow(name);
      expect(reading).not.toThrow(value);
    });
  refuses('OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318');
  refuses('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://user:secret@collector');
  refuses('OTEL_EXPORTER_OTLP_HEADERS', 'secret');
  refuses('OTEL_EXPORTER_OTLP_HEADERS', 'key=%zz');
  refuses('OTEL_TRACES_SAMPLER', 'sometimes');
  refuses('OTEL_TRACES_SAMPLER_ARG', '1.5');
});
