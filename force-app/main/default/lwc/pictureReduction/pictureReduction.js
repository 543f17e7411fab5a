import { FileNotTaken, readBytes } from 'c/fileTypes';
import { HEADER_BYTES, readHeader } from './pictureHeader';
/** Letters of an ordinary page are still 20 pixels high then; more only takes longer. */
export const LONGEST_SIDE = 2048;
/** Decoded, every pixel takes four bytes: a phone has no room for more. */
const MOST_PIXELS = 100_000_000;
/** A JPEG that fits is left as it is, unless it is stored with far more bytes than its pixels need. */
const LEFT_AS_IT_IS_BYTES = 2_097_152;
/** From this EXIF orientation on, width and height change places. */
const LYING_FROM = 5;
const PREVIEW_SIDE = 560;
const JPEG = 'image/jpeg';
const QUALITY = 0.9;
/**
 * Turns a picture upright and reduces it to at most 2048 pixels. A small upright JPEG is given back as it is.
 * @throws FileNotTaken when it has too many pixels, or the browser cannot decode it
 */
export async function reducePicture(file, mediaType) {
    const header = readHeader(await readBytes(file.slice(0, HEADER_BYTES)));
    if (header && header.width * header.height > MOST_PIXELS) {
        throw new FileNotTaken('too-many-pixels');
    }
    if (header && mediaType === JPEG && isFit(header, file.size)) {
        return { content: file.slice(0, file.size, JPEG), mediaType: JPEG, width: header.width, height: header.height };
    }
    const picture = await decode(file, mediaType, header ? widthFor(header) : null);
    try {
        return await draw(picture, LONGEST_SIDE, 0);
    }
    finally {
        picture.free();
    }
}
/** @param quarters turns of 90 degrees, clockwise */
export async function turnPicture(content, quarters) {
    const picture = await decode(content, content.type);
    try {
        return await draw(picture, LONGEST_SIDE, quarters);
    }
    finally {
        picture.free();
    }
}
/** @returns a small JPEG of a picture that was reduced before */
export async function previewOf(content) {
    const picture = await decode(content, content.type);
    try {
        return (await draw(picture, PREVIEW_SIDE, 0)).content;
    }
    finally {
        picture.free();
    }
}
function isFit({ width, height, orientation }, bytes) {
    return orientation <= 1 && width > 0 && Math.max(width, height) <= LONGEST_SIDE && bytes <= LEFT_AS_IT_IS_BYTES;
}
/** @returns the width of a large picture once it is reduced and upright; null for one that needs no reducing */
function widthFor({ width, height, orientation }) {
    const longest = Math.max(width, height);
    return longest > LONGEST_SIDE ? sized(orientation >= LYING_FROM ? height : width, LONGEST_SIDE / longest) : null;
}
/** An element decodes what some browsers do not decode into a bitmap. */
async function decode(blob, mediaType, width = null) {
    const drawable = (await decodeToBitmap(blob, width)) ?? (await decodeToElement(blob));
    if (!drawable) {
        throw new FileNotTaken(mediaType === 'image/heic' ? 'heic' : 'damaged-picture');
    }
    return drawable;
}
/** @param width to reduce to while decoding, which browsers do beside the page's own thread; null to leave it */
async function decodeToBitmap(blob, width) {
    const size = width === null ? {} : { resizeWidth: width, resizeQuality: 'high' };
    try {
        const image = await createImageBitmap(blob, { imageOrientation: 'from-image', ...size });
        return { image, width: image.width, height: image.height, free: () => image.close() };
    }
    catch {
        return null;
    }
}
async function decodeToElement(blob) {
    const address = URL.createObjectURL(blob);
    const image = document.createElement('img');
    const free = () => URL.revokeObjectURL(address);
    try {
        image.src = address;
        await image.decode();
        return { image, width: image.naturalWidth, height: image.naturalHeight, free };
    }
    catch {
        free();
        return null;
    }
}
async function draw(picture, longest, quarters) {
    if (picture.width * picture.height > MOST_PIXELS) {
        throw new FileNotTaken('too-many-pixels');
    }
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const drawn = { width: sized(picture.width, scale), height: sized(picture.height, scale) };
    const isLying = quarters % 2 === 1;
    const width = isLying ? drawn.height : drawn.width;
    const height = isLying ? drawn.width : drawn.height;
    const surface = createSurface(width, height);
    const { context } = surface;
    // What is transparent becomes paper.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.translate(width / 2, height / 2);
    context.rotate((quarters * Math.PI) / 2);
    context.drawImage(picture.image, -drawn.width / 2, -drawn.height / 2, drawn.width, drawn.height);
    const content = await surface.toJpeg();
    surface.free();
    if (!content) {
        throw new FileNotTaken('damaged-picture');
    }
    return { content, mediaType: JPEG, width, height };
}
function sized(side, scale) {
    return Math.max(1, Math.round(side * scale));
}
/** A surface off the page encodes beside the page's own thread. */
function createSurface(width, height) {
    const canvas = typeof OffscreenCanvas === 'function' ? new OffscreenCanvas(width, height) : null;
    const context = canvas?.getContext('2d') ?? null;
    return canvas && context
        ? {
            context,
            toJpeg: () => canvas.convertToBlob({ type: JPEG, quality: QUALITY }),
            free: () => emptied(canvas),
        }
        : createElementSurface(width, height);
}
function createElementSurface(width, height) {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (!context) {
        throw new FileNotTaken('damaged-picture');
    }
    return {
        context,
        toJpeg: () => new Promise((resolve) => canvas.toBlob(resolve, JPEG, QUALITY)),
        free: () => emptied(canvas),
    };
}
/** Phones give a canvas's memory back late unless it is made small. */
function emptied(canvas) {
    canvas.width = 0;
    canvas.height = 0;
}
