import { z } from 'zod';

const jsonSchema = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
});

const document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({ schemas: z.record(z.string(), jsonSchema) }),
});

/** The OpenAPI document of a running middleware. */
export interface HttpDocument {
  /** `METHOD /path/{}` of every call, parameters without their names. */
  readonly calls: ReadonlySet<string>;
  /** The check of a named shape. */
  shape(name: string): z.ZodType;
  properties(name: string): readonly string[];
  required(name: string): readonly string[];
}

export async function readHttpDocument(middlewareUrl: string): Promise<HttpDocument> {
  const response = await fetch(new URL('/openapi.json', middlewareUrl));
  const { paths, components } = document.parse(await response.json());
  const named = (name: string): z.infer<typeof jsonSchema> => {
    const found = components.schemas[name];
    if (!found) throw new Error(`The HTTP document has no shape ${name}`);
    return found;
  };
  return {
    calls: new Set(
      Object.entries(paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '{}')}`),
      ),
    ),
    shape: (name) => checkOf(named(name), components.schemas),
    properties: (name) => Object.keys(named(name).properties ?? {}),
    required: (name) => named(name).required ?? [],
  };
}

/** OpenAPI keeps shared shapes under `components`, JSON Schema under `$defs`. */
function checkOf(schema: unknown, shapes: unknown): z.ZodType {
  const text = JSON.stringify({ allOf: [schema], $defs: shapes });
  const moved: unknown = JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'));
  return z.fromJSONSchema(z.looseObject({}).parse(moved));
}
