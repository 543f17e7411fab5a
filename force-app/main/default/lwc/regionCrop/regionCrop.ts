import { api, LightningElement } from 'lwc';

import type { SourcePage } from 'c/captureTypes';
import { openPictures } from 'c/pagePictures';
import type { PagePictures } from 'c/pagePictures';
import { boxOf, lineHeight, lineWidth, slant } from 'c/pageRegions';
import type { Corners, Size } from 'c/pageRegions';

/** The window in pixels; the style sheet draws it so. */
const WINDOW: Size = { width: 128, height: 44 };
/** So much of the window the words take, so that a little of what is around them is seen. */
const SHARE = { width: 0.88, height: 0.62 };

/** A line of a picture cut out, level and as large as its small window allows. */
export default class RegionCrop extends LightningElement {
  @api captureId = '';
  @api page!: SourcePage;
  @api corners: Corners = [];

  address = '';
  private shownPage = 0;
  private pictures: PagePictures | null = null;

  override connectedCallback(): void {
    this.pictures = openPictures(this.captureId);
  }

  override disconnectedCallback(): void {
    this.pictures?.close();
    this.shownPage = 0;
  }

  override renderedCallback(): void {
    if (this.shownPage === this.page.number) return;
    this.shownPage = this.page.number;
    void this.load();
  }

  get pictureStyle(): string {
    return cropStyle(this.corners, { width: this.page.width ?? 1, height: this.page.height ?? 1 });
  }

  /** Without the picture the strip still has the words: a failure is said where the picture itself is shown. */
  private async load(): Promise<void> {
    const { number } = this.page;
    this.address = '';
    const address = await this.pictures?.picture(number).catch(() => '');
    if (address && number === this.page.number) this.address = address;
  }
}

/** Where the whole picture lies behind the window so that one line of it is seen. */
function cropStyle(corners: Corners, picture: Size): string {
  const box = boxOf([corners]);
  if (!box) return '';
  const fits = (SHARE.height * WINDOW.height) / Math.max(lineHeight(corners, picture), 1);
  const scale = Math.min(fits, (SHARE.width * WINDOW.width) / Math.max(lineWidth(corners, picture), 1));
  const [width, height] = [picture.width * scale, picture.height * scale];
  const middle = { x: ((box.left + box.right) / 2) * width, y: ((box.top + box.bottom) / 2) * height };
  const place = `translate(${px(WINDOW.width / 2)}, ${px(WINDOW.height / 2)})`;
  const level = `rotate(${Math.round(-slant(corners, picture) * 100) / 100}deg)`;
  return `width: ${px(width)}; height: ${px(height)}; transform: ${place} ${level} translate(${px(-middle.x)}, ${px(-middle.y)})`;
}

function px(value: number): string {
  return `${Math.round(value * 100) / 100}px`;
}
