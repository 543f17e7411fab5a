/** How many bars the meter shows, the newest at its end. */
const BARS = 48;
/** A bar and the room beside it, as parts of its place. */
const BAR_WIDTH = 0.5;
const LOWEST = 0.06;

/** The last levels, drawn as bars. */
export class Levels {
  private levels: number[] = [];

  add(level: number): void {
    this.levels = [...this.levels, level].slice(-BARS);
  }

  /** Draws in the colour of the canvas's text. A browser without a canvas shows no meter. */
  draw(canvas: HTMLCanvasElement): void {
    const context = canvas.getContext('2d');
    if (!context) return;
    const scale = window.devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * scale;
    canvas.height = canvas.clientHeight * scale;
    context.fillStyle = getComputedStyle(canvas).color;
    const place = canvas.width / BARS;
    const shown = [...new Array<number>(BARS - this.levels.length).fill(0), ...this.levels];
    for (const [index, level] of shown.entries()) {
      const height = Math.max(LOWEST, level) * canvas.height;
      context.beginPath();
      context.roundRect(index * place, (canvas.height - height) / 2, place * BAR_WIDTH, height, place);
      context.fill();
    }
  }
}
