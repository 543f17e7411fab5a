import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';

/** The parts of JSON Schema that values can be made from. */
export interface JsonSchema {
  readonly $ref?: string | undefined;
  readonly type?: string | string[] | undefined;
  readonly enum?: unknown[] | undefined;
  readonly const?: unknown;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly items?: JsonSchema | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly properties?: Record<string, JsonSchema> | undefined;
  readonly required?: string[] | undefined;
  readonly additionalProperties?: JsonSchema | boolean | undefined;
  readonly anyOf?: JsonSchema[] | undefined;
  readonly oneOf?: JsonSchema[] | undefined;
}

const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    items: jsonSchema.optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), jsonSchema]).optional(),
    anyOf: z.array(jsonSchema).optional(),
    oneOf: z.array(jsonSchema).optional(),
  }),
);

const header = z.looseObject({ required: z.boolean().optional(), schema: jsonSchema });
const response = z.looseObject({
  headers: z.record(z.string(), header).optional(),
  content: z.record(z.string(), z.looseObject({ schema: jsonSchema })).optional(),
});
const parameter = z.looseObject({
  in: z.enum(['path', 'query', 'header']),
  name: z.string(),
  required: z.boolean().optional(),
  schema: jsonSchema,
});
const operation = z.looseObject({
  operationId: z.string(),
  description: z.string().optional(),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(parameter).optional(),
  requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: jsonSchema })) }).optional(),
  responses: z.record(z.string(), response),
});
const openApi = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), jsonSchema) }),
});

export type Parameter = z.infer<typeof parameter>;
export type Response = z.infer<typeof response>;

/** One operation as the document describes it. */
export interface DescribedOperation {
  readonly id: string;
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
  readonly open: boolean;
  /** Which scopes of a token it accepts. */
  readonly scopes: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: JsonSchema | undefined;
  /** The most bytes that a call may bring as they are; undefined where it brings none. */
  readonly mostBytes: number | undefined;
  readonly responses: Readonly<Record<string, Response>>;
}

/** What a running middleware says of itself: nothing here comes from its source. */
export interface Document {
  readonly operations: readonly DescribedOperation[];
  resolve(schema: JsonSchema): JsonSchema;
  /** The check of a body, by the JSON pointer of its schema in the document. */
  checkAt(...pointer: readonly string[]): ValidateFunction;
  /** The check of the answer to a call that belongs to no operation. */
  readonly problem: ValidateFunction;
  checkHeader(schema: JsonSchema, value: string): boolean;
}

const NAME = 'openapi.json';

export async function readDocument(url: string): Promise<Document> {
  const answer = await fetch(new URL('/openapi.json', url));
  return documentOf(await answer.json());
}

export function documentOf(json: unknown): Document {
  const { paths, components } = openApi.parse(json);
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema(z.looseObject({}).parse(json), NAME);
  const check = (pointer: readonly string[]): ValidateFunction => {
    const path = pointer.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'));
    const found = ajv.getSchema(`${NAME}#/${path.map(encodeURIComponent).join('/')}`);
    if (!found) throw new Error(`the document has no ${pointer.join(' ')}`);
    return found;
  };
  return {
    operations: Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => ({
        id: described.operationId,
        method: method.toUpperCase(),
        path,
        open: described.security?.length === 0,
        scopes: /^Scopes: (.*)\.$/m.exec(described.description ?? '')?.[1]?.split(', ') ?? [],
        parameters: described.parameters ?? [],
        body: described.requestBody?.content['application/json']?.schema,
        mostBytes: described.requestBody?.content['application/octet-stream']?.schema.maxLength,
        responses: described.responses,
      })),
    ),
    resolve(schema) {
      const name = /^#\/components\/schemas\/(.+)$/.exec(schema.$ref ?? '')?.[1];
      return name === undefined ? schema : (components.schemas[name] ?? {});
    },
    checkAt: (...pointer) => check(pointer),
    problem: check(['components', 'schemas', 'Problem']),
    checkHeader: (schema, value) => ajv.validate(schema, schema.type === 'integer' ? Number(value) : value),
  };
}
