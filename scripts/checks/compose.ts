import { existsSync } from 'node:fs';
import path from 'node:path';

import { parseDocument } from 'yaml';
import { z } from 'zod';

import type { Finding } from './findings.ts';

const duration = z.string().regex(/^\d+(?:ms|s|m|h)$/, 'a duration: 30s');
const size = z.string().regex(/^\d+[kmg]$/, 'a size: 512m');
const words = z.array(z.string()).min(1);

const service = z.strictObject({
  build: z.literal('.').optional(),
  image: z.string(),
  profiles: words.optional(),
  init: z.boolean().optional(),
  restart: z.enum(['unless-stopped', 'always'], { error: 'a service in production is started again' }),
  stop_grace_period: duration.optional(),
  read_only: z.boolean().optional(),
  tmpfs: words.optional(),
  shm_size: size.optional(),
  cap_drop: words.optional(),
  security_opt: words.optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()).optional(),
  ports: z.array(z.string().regex(/^(?:\d+(?:\.\d+){3}:)?\d+:\d+$/)).optional(),
  volumes: z.array(z.string().regex(/^[^:]+:\/[^:]*(?::ro)?$/)).optional(),
  healthcheck: z
    .strictObject({
      test: z.tuple([z.literal('CMD')], z.string()),
      interval: duration,
      timeout: duration,
      retries: z.int().min(1),
      start_period: duration,
    })
    .optional(),
  networks: words,
  deploy: z.strictObject({
    resources: z.strictObject({ limits: z.strictObject({ cpus: z.string().regex(/^\d+(?:\.\d+)?$/), memory: size }) }),
  }),
  logging: z.strictObject({ driver: z.string(), options: z.record(z.string(), z.string()) }),
});

const network = z.strictObject({
  internal: z.boolean().optional(),
  ipam: z.strictObject({ config: z.array(z.strictObject({ subnet: z.cidrv4() })) }).optional(),
});

/** What we use of the Compose specification (https://github.com/compose-spec/compose-spec), and nothing more: a typing error is no key. */
const composition = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
  networks: z.record(z.string(), network.nullable()),
});
type Composition = z.infer<typeof composition>;
type Service = z.infer<typeof service>;

/** Services whose ports are for the world. Every other one is reached from this machine only. */
const PUBLIC = new Set(['proxy']);

/**
 * What is wrong with a compose file: syntax, keys, names that lead nowhere, and what would expose a service or a secret.
 * @param folder what relative paths in it start from.
 */
export function checkCompose(text: string, file: string, folder: string): Finding[] {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return document.errors.map((error) => ({ file, line: error.linePos?.[0].line ?? 1, text: error.message }));
  }
  const parsed = composition.safeParse(document.toJS());
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({ file, text: `${issue.path.join('.')}: ${issue.message}` }));
  }
  const say = (text: string): Finding => ({ file, text });
  return Object.entries(parsed.data.services).flatMap(([name, one]) =>
    [...checkNames(one, parsed.data, folder), ...checkExposure(name, one)].map((problem) => say(`${name}: ${problem}`)),
  );
}

function checkNames(one: Service, all: Composition, folder: string): string[] {
  const unknown = (kind: string, names: readonly string[], known: object) =>
    names.filter((name) => !Object.hasOwn(known, name)).map((name) => `there is no ${kind} "${name}".`);
  const sources = (one.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
  const files = sources.filter((source) => source.startsWith('.'));
  const healthless = Object.keys(one.depends_on ?? {}).filter((name) => {
    const needed = all.services[name];
    return needed && !needed.healthcheck && !needed.build;
  });
  return [
    ...unknown('service', Object.keys(one.depends_on ?? {}), all.services),
    ...unknown('network', one.networks, all.networks),
    ...unknown(
      'volume',
      sources.filter((source) => !source.startsWith('.')),
      all.volumes,
    ),
    ...files.filter((source) => !existsSync(path.join(folder, source))).map((source) => `there is no file ${source}.`),
    ...healthless.map((name) => `it waits for the health of "${name}", which has no health check.`),
  ];
}

function checkExposure(name: string, one: Service): string[] {
  const open = (one.ports ?? []).filter((port) => !PUBLIC.has(name) && !port.startsWith('127.0.0.1:'));
  const secrets = Object.entries(one.environment ?? {}).filter(
    ([variable, value]) => /PASSWORD|KEY|SECRET|DATABASE_URL/.test(variable) && !value.includes('${'),
  );
  const isPinned = one.build !== undefined || /:\d[^/]*$/.test(one.image);
  return [
    ...open.map((port) => `port ${port} is open to the network: bind it to 127.0.0.1.`),
    ...secrets.map(([variable]) => `${variable} stands in the file: take it from .env.`),
    ...(isPinned ? [] : [`the image ${one.image} has no tag with a version.`]),
  ];
}
