import type { SKRSContext2D } from '@napi-rs/canvas';

import { seededRandom } from './random.ts';

const PLANKS = 4;

/** Draws the wood of a table over the whole picture: planks, and grain that a reader could take for letters. */
export function drawWood(context: SKRSContext2D): void {
  const { width, height } = context.canvas;
  const random = seededRandom(7);
  const plank = height / PLANKS;
  for (let number = 0; number < PLANKS; number += 1) {
    const light = 84 + Math.round(random() * 26);
    context.fillStyle = `rgb(${light + 34}, ${light}, ${light - 26})`;
    context.fillRect(0, number * plank, width, plank);
    drawGrain(context, number * plank, plank, random);
    context.fillStyle = 'rgba(20, 10, 4, 0.7)';
    context.fillRect(0, number * plank, width, 4);
  }
}

function drawGrain(context: SKRSContext2D, top: number, plank: number, random: () => number): void {
  for (let line = 0; line < 26; line += 1) {
    const [swing, phase, y] = [4 + random() * 10, random() * 6, top + random() * plank];
    context.strokeStyle = `rgba(40, 22, 8, ${0.1 + random() * 0.3})`;
    context.lineWidth = 1 + random() * 3;
    context.beginPath();
    for (let x = 0; x <= context.canvas.width; x += 24) context.lineTo(x, y + Math.sin(x / 190 + phase) * swing);
    context.stroke();
  }
}

/** Draws the paper of a card with its shadow, and makes it the place where the next is drawn. */
export function layCard(
  context: SKRSContext2D,
  card: { x: number; y: number; width: number; height: number; colour: string },
): void {
  context.save();
  context.shadowColor = 'rgba(0, 0, 0, 0.55)';
  context.shadowBlur = 30;
  context.shadowOffsetX = 12;
  context.shadowOffsetY = 16;
  context.fillStyle = card.colour;
  context.fillRect(card.x, card.y, card.width, card.height);
  context.restore();
  context.translate(card.x, card.y);
}
