import sharp from 'sharp';

// A reading process lives from one strange picture to the next: nothing is kept between them, and the cores belong to
// the recognisers beside it.
sharp.cache(false);
sharp.concurrency(1);
// What decodes other formats, some of which name files and addresses, never sees a byte of a person's file.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });

export { default as sharp } from 'sharp';
