import { validate } from 'dockerfile-utils';

import type { Finding } from './findings.ts';

/** One instruction of a Dockerfile, its continued lines joined. `line` is where it begins. */
export interface Instruction {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/** The stages of a Dockerfile, each from its FROM on; what stands before the first one is left out. */
export function readStages(text: string): Instruction[][] {
  const stages: Instruction[][] = [];
  for (const instruction of readInstructions(text)) {
    if (instruction.name === 'FROM') stages.push([]);
    stages.at(-1)?.push(instruction);
  }
  return stages;
}

function readInstructions(text: string): Instruction[] {
  const instructions: Instruction[] = [];
  let open: { text: string; line: number } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    open = { text: `${open?.text ?? ''}${line.replace(/\\\s*$/, '')}`, line: open?.line ?? index + 1 };
    if (/\\\s*$/.test(line)) continue;
    const [, name = '', value = ''] = /^\s*(\w+)\s+(.*)$/.exec(open.text) ?? [];
    instructions.push({ name: name.toUpperCase(), value: value.trim(), line: open.line });
    open = undefined;
  }
  return instructions;
}

/** The words of an instruction in exec form, `["node", "x"]`; nothing when it is in shell form. */
export function execForm(value: string): string[] | undefined {
  try {
    const words: unknown = JSON.parse(value.slice(Math.max(value.indexOf('['), 0)));
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch {
    return undefined;
  }
}

/** The health check of the last stage, as its words. */
export function healthCheck(stage: readonly Instruction[]): string[] | undefined {
  const { value } = stage.findLast(({ name }) => name === 'HEALTHCHECK') ?? {};
  return value && /\bCMD\s+\[/.test(value) ? execForm(value.slice(value.indexOf('CMD'))) : undefined;
}

/**
 * What is wrong with the Dockerfile of a service: syntax, and what lets it run as root, swallow signals, or differ from day to day.
 * @param file its name, for the findings.
 */
export function checkDockerfile(text: string, file: string): Finding[] {
  const syntax = validate(text).map(({ range, message }) => {
    return { file, line: range.start.line + 1, text: typeof message === 'string' ? message : message.value };
  });
  const stages = readStages(text);
  return [...syntax, ...checkBases(text, stages, file), ...checkFinalStage(stages.at(-1) ?? [], file)];
}

function checkBases(text: string, stages: readonly Instruction[][], file: string): Finding[] {
  const names = new Set(stages.flatMap(([from]) => /\sAS\s+(\S+)/i.exec(from?.value ?? '')?.[1] ?? []));
  const preset = new Map([...text.matchAll(/^ARG\s+(\w+)=(\S+)/gm)].map(([, name = '', value = '']) => [name, value]));
  return stages.flatMap(([from]) => {
    if (!from) return [];
    const [written = ''] = from.value.split(/\s/);
    const image = written.replace(/^\$\{?(\w+)\}?$/, (_whole, name: string) => preset.get(name) ?? '');
    if (names.has(image) || (/:[^/]*\d[^/]*$/.test(image) && !image.endsWith(':latest'))) return [];
    return [{ file, line: from.line, text: `The base "${image}" has no tag with a version: name one.` }];
  });
}

function checkFinalStage(stage: readonly Instruction[], file: string): Finding[] {
  const line = stage[0]?.line ?? 1;
  const last = (name: string) => stage.findLast((instruction) => instruction.name === name);
  const findings: Finding[] = [];
  const require = (holds: boolean, text: string, at = line) => {
    if (!holds) findings.push({ file, line: at, text });
  };
  const user = last('USER');
  require(/^[1-9]\d*(?::[1-9]\d*)?$/.test(user?.value ?? ''), 'It ends as root: set USER, by number.', user?.line);
  const command = last('CMD');
  require(execForm(command?.value ?? '')?.[0] ===
    'node', 'CMD must be ["node", ...]: through a shell, signals do not arrive.', command?.line);
  require(healthCheck(stage)?.[0] === 'node', 'HEALTHCHECK must be CMD ["node", ...]: the slim base has no curl.');
  require(last('STOPSIGNAL')?.value === 'SIGTERM', 'STOPSIGNAL must be SIGTERM.');
  require(/(?:^|\s)NODE_ENV=production(?:\s|$)/.test(
    stage
      .filter(({ name }) => name === 'ENV')
      .map(({ value }) => value)
      .join(' '),
  ), 'ENV must set NODE_ENV=production.');
  for (const { name, line: at, value } of stage) {
    require(!(
      name === 'ENV' && /(?:KEY|PASSWORD|SECRET|TOKEN)S?=/i.test(value)
    ), 'A secret stands in the image: give it at run time.', at);
    require(name !== 'ADD', 'ADD fetches and unpacks: use COPY.', at);
  }
  return findings;
}
