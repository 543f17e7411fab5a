import assert from 'node:assert/strict';

/** The samples of a text in the exposition format of Prometheus (version 0.0.4), by name and labels as they stand there. */
export type Samples = ReadonlyMap<string, number>;

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
// prom-client writes Nan for NaN, which Prometheus reads.
const SAMPLE = new RegExp(
  `^(${NAME})((?:\\{${LABEL}(?:,${LABEL})*\\})?) (-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|[+-]Inf|[Nn]a[Nn])$`,
);
const META = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`);

/** Reads it strictly: every sample belongs to the metric declared above it, and stands there once. */
export function readExposition(text: string): Samples {
  assert.ok(text.endsWith('\n'), 'the last line does not end');
  const samples = new Map<string, number>();
  const declared = new Set<string>();
  let current = { name: '', type: '' };
  for (const line of text.split('\n').filter(Boolean)) {
    const meta = META.exec(line);
    if (meta) {
      const [, keyword, name = '', rest = ''] = meta;
      if (keyword === 'TYPE') {
        assert.ok(!declared.has(name), `${name} is declared twice`);
        assert.match(rest, /^(counter|gauge|histogram|summary)$/);
        declared.add(name);
        current = { name, type: rest };
      }
      continue;
    }
    const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? assert.fail(`no sample: ${line}`);
    const base = current.type === 'histogram' ? name.replace(/_(bucket|sum|count)$/, '') : name;
    assert.equal(base, current.name, `${name} is not declared above it`);
    assert.ok(!samples.has(name + labels), `${name}${labels} stands there twice`);
    samples.set(name + labels, Number(value.replace('Inf', 'Infinity')));
  }
  return samples;
}
