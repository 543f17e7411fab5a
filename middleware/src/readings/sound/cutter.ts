import { FileRefused } from '../file.ts';
import { HEAD_BYTES, type SoundCut, type SoundStretch } from './slice.ts';
import { cutWebm } from './webm-cutting.ts';
import { cutWhole } from './whole-cutting.ts';
import { readWebmTrack } from './webm.ts';

/**
 * Cuts a take, or as much of it as arrived, into slices that can be played and recognised alone: a few at a time, and the cursor
 * says where to go on. Of a take that is whole, the cursor leaves `byte` where it is: the same bytes are asked for again.
 * @throws FileRefused
 */
export async function cutSound(stretch: SoundStretch): Promise<SoundCut> {
  const waiting = { slices: [], cursor: stretch.cursor ?? { byte: 0, state: null }, isOver: stretch.isWhole };
  if (stretch.head.length === 0 && stretch.bytes.length === 0) return waiting;
  if (stretch.mediaType === 'audio/webm') {
    const track = readWebmTrack(stretch.head);
    if (track === 'silent') throw new FileRefused('file-damaged');
    if (track?.codec === 'A_OPUS' && !track.isEncoded) return cutWebm(stretch, track);
    if (!track) {
      // The list of its tracks may still come.
      if (stretch.head.length < HEAD_BYTES) return waiting;
      throw new FileRefused('file-damaged');
    }
  }
  return stretch.isWhole ? cutWhole(stretch) : waiting;
}
