import { api, LightningElement } from 'lwc';
import { openPictures } from 'c/pagePictures';
import { boxOf, lineHeight, lineWidth, slant } from 'c/pageRegions';
/** The window in pixels; the style sheet draws it so. */
const WINDOW = { width: 128, height: 44 };
/** So much of the window the words take, so that a little of what is around them is seen. */
const SHARE = { width: 0.88, height: 0.62 };
/** A line of a picture cut out, level and as large as its small window allows. */
export default class RegionCrop extends LightningElement {
    @api
    captureId = '';
    @api
    page;
    @api
    corners = [];
    address = '';
    shownPage = 0;
    pictures = null;
    connectedCallback() {
        this.pictures = openPictures(this.captureId);
    }
    disconnectedCallback() {
        this.pictures?.close();
        this.shownPage = 0;
    }
    renderedCallback() {
        if (this.shownPage === this.page.number)
            return;
        this.shownPage = this.page.number;
        void this.load();
    }
    get pictureStyle() {
        return cropStyle(this.corners, { width: this.page.width ?? 1, height: this.page.height ?? 1 });
    }
    /** Without the picture the strip still has the words: a failure is said where the picture itself is shown. */
    async load() {
        const { number } = this.page;
        this.address = '';
        const address = await this.pictures?.picture(number).catch(() => '');
        if (address && number === this.page.number)
            this.address = address;
    }
}
/** Where the whole picture lies behind the window so that one line of it is seen. */
function cropStyle(corners, picture) {
    const box = boxOf([corners]);
    if (!box)
        return '';
    const fits = (SHARE.height * WINDOW.height) / Math.max(lineHeight(corners, picture), 1);
    const scale = Math.min(fits, (SHARE.width * WINDOW.width) / Math.max(lineWidth(corners, picture), 1));
    const [width, height] = [picture.width * scale, picture.height * scale];
    const middle = { x: ((box.left + box.right) / 2) * width, y: ((box.top + box.bottom) / 2) * height };
    const place = `translate(${px(WINDOW.width / 2)}, ${px(WINDOW.height / 2)})`;
    const level = `rotate(${Math.round(-slant(corners, picture) * 100) / 100}deg)`;
    return `width: ${px(width)}; height: ${px(height)}; transform: ${place} ${level} translate(${px(-middle.x)}, ${px(-middle.y)})`;
}
function px(value) {
    return `${Math.round(value * 100) / 100}px`;
}
