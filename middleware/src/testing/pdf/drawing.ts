/** How a text is drawn; sizes are points, colours are shares of red, green and blue. */
export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: readonly [number, number, number];
  /** 3 draws nothing at all. */
  readonly mode?: 0 | 3;
}

const WINDOWS_1252 = new Map<string, number>(
  [...'€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'].map((character, index) => [
    character,
    [0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96]
      .concat([0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f])
      .at(index) ?? 0x3f,
  ]),
);

/** A text whose base line begins at `x`, `y`, counted from the lower left corner of the page. */
export function textAt(x: number, y: number, text: string, style: TextStyle = {}): string {
  const { size = 11, bold = false, colour = [0, 0, 0], mode = 0 } = style;
  const bytes = [...text].map((character) => WINDOWS_1252.get(character) ?? character.charCodeAt(0));
  const shown = Buffer.from(bytes).toString('hex');
  return `q ${colour.join(' ')} rg BT /${bold ? 'F2' : 'F1'} ${size} Tf ${mode} Tr 1 0 0 1 ${x} ${y} Tm <${shown}> Tj ET Q\n`;
}

/** Lines of text below each other, the first at `y`. */
export function linesAt(x: number, y: number, lines: readonly string[], style: TextStyle = {}): string {
  const leading = (style.size ?? 11) * 1.4;
  return lines.map((line, index) => (line === '' ? '' : textAt(x, y - index * leading, line, style))).join('');
}

/** A table: rows below each other, each cell at its column's `x`. */
export function tableAt(columns: readonly number[], y: number, rows: readonly (readonly string[])[]): string {
  return rows
    .flatMap((row, line) => row.map((cell, index) => textAt(columns[index] ?? 0, y - line * 20, cell)))
    .join('');
}

export function rectangleAt(x: number, y: number, width: number, height: number, colour: readonly number[]): string {
  return `q ${colour.join(' ')} rg ${x} ${y} ${width} ${height} re f Q\n`;
}

/** The picture with this number (`/I1` is 1), stretched over a rectangle. */
export function pictureAt(number: number, x: number, y: number, width: number, height: number): string {
  return `q ${width} 0 0 ${height} ${x} ${y} cm /I${number} Do Q\n`;
}
