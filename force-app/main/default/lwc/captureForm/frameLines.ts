const CHARACTERS_A_LINE = 90;
const CHARACTERS_A_NARROW_LINE = 34;
const FEWEST_LINES = 11;
/** Where the microphone stands below the text, the text leaves it room. */
const FEWEST_NARROW_LINES = 5;
const FEWEST_LINES_BESIDE_FILES = 3;
const MOST_LINES = 26;

/** How many lines of the text a wide page and a narrow one show, for the style sheet. */
export function frameLines(text: string, hasFiles: boolean): string {
  const fewest = hasFiles ? FEWEST_LINES_BESIDE_FILES : FEWEST_LINES;
  const fewestNarrow = hasFiles ? FEWEST_LINES_BESIDE_FILES : FEWEST_NARROW_LINES;
  const wide = linesOf(text, CHARACTERS_A_LINE, fewest);
  return `--c-lines: ${wide}; --c-narrow-lines: ${linesOf(text, CHARACTERS_A_NARROW_LINE, fewestNarrow)}`;
}

/** How many lines to show, one of them for the room above and below. */
function linesOf(text: string, characters: number, fewest: number): number {
  const lines = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / characters), 0);
  return Math.min(MOST_LINES, Math.max(fewest, lines + 1));
}
