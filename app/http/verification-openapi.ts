import { z } from 'zod';
import {
  apiAnswerSchema,
  apiErrorSchema,
  apiLotSchema,
  apiQuestionSchema,
} from '#app/domain/verification/api-answer.ts';
import { LOT_LIMITS } from '#app/domain/verification/lot.ts';

const SCHEMAS = {
  Answer: apiAnswerSchema,
  Question: apiQuestionSchema,
  Lot: apiLotSchema,
  Error: apiErrorSchema,
} as const;
type SchemaName = keyof typeof SCHEMAS;

const json = (name: SchemaName) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});
const seconds = {
  schema: { type: 'integer', minimum: 1 },
  description: 'Seconds until it is worth asking again.',
};

const LIMIT_HEADERS = {
  'RateLimit-Policy': {
    schema: { type: 'string' },
    description: 'Calls allowed to your address: q in w seconds.',
  },
  RateLimit: {
    schema: { type: 'string' },
    description: 'Calls left (r) and seconds until they are given again (t).',
  },
};

const FAILURES = {
  '429': {
    description:
      'Too many calls, or too many wrong codes, from your address. Not an answer about any document.',
    headers: { 'Retry-After': seconds },
    content: json('Error'),
  },
  '503': {
    description: 'The register cannot be asked. Neither good news nor bad news about any document.',
    headers: { 'Retry-After': seconds },
    content: json('Error'),
  },
};

const ANSWERS = {
  '200': { description: 'The office’s answer.', headers: LIMIT_HEADERS, content: json('Answer') },
  '404': {
    description:
      'No document of the office has this token, or this number with this code: verdict "forged", reason "token.mismatch". The same bytes for an unknown number and for a wrong code.',
    headers: LIMIT_HEADERS,
    content: json('Answer'),
  },
  ...FAILURES,
};

const byToken = {
  get: {
    operationId: 'checkByToken',
    summary: 'Check a document by the token in its address',
    parameters: [
      {
        name: 'token',
        in: 'path',
        required: true,
        description: 'The 16 characters after /v/ in the address of the QR.',
        schema: { type: 'string' },
      },
    ],
    responses: ANSWERS,
  },
};

const byQuestion = {
  post: {
    operationId: 'checkDocument',
    summary: 'Check a document by what was scanned, or by its number and code',
    requestBody: { required: true, content: json('Question') },
    responses: {
      ...ANSWERS,
      '400': { description: 'Neither {text} nor {number, code}.', content: json('Error') },
    },
  },
};

const sheet = { schema: { type: 'string', format: 'binary' } };
const byLot = {
  post: {
    operationId: 'checkList',
    summary: 'Check a list',
    description: `A CSV (UTF-8, with ";", "," or tab) or an XLSX workbook of at most ${LOT_LIMITS.rows} rows, with the columns "number" and "code", or "address". Wrong rows are limited by address and hour; rows after the limit are "notChecked".`,
    requestBody: {
      required: true,
      content: {
        'text/csv': { schema: { type: 'string' } },
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': sheet,
      },
    },
    responses: {
      '200': {
        description: 'JSON where Accept asks for it; otherwise CSV with ";".',
        headers: LIMIT_HEADERS,
        content: { ...json('Lot'), 'text/csv': { schema: { type: 'string' } } },
      },
      '413': { description: 'The list is too large.', content: json('Error') },
      '422': { description: 'The list cannot be read, or has too many rows.', content: json('Error') },
      ...FAILURES,
    },
  },
};

/** The API described in OpenAPI 3.1, from the schemas that type its answers. @param origin without a slash at the end */
export function verificationOpenApi(origin: string) {
  const schemas = Object.entries(SCHEMAS).map(([name, schema]) => {
    const { $schema: _, ...described } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
    return [name, described] as const;
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Document verification',
      version: '1',
      description:
        'Checks diplomas, transcripts and certificates with the office that issued them. No account, no key, no fee. Nothing about who asks is kept.',
    },
    servers: [{ url: origin }],
    paths: {
      '/api/v1/verify/{token}': byToken,
      '/api/v1/verify': byQuestion,
      '/api/v1/verify/bulk': byLot,
    },
    components: { schemas: Object.fromEntries(schemas) },
  };
}
