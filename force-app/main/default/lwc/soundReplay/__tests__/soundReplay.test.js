import { createElement } from '@lwc/engine-dom';
import SoundReplay from 'c/soundReplay';

const settle = () => new Promise(process.nextTick);

describe('c-sound-replay', () => {
  it('plays what it is given, and holds no sound longer than it is shown', async () => {
    let made = 0;
    jest.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${(made += 1)}`);
    const revoked = jest.spyOn(URL, 'revokeObjectURL').mockReturnValue(undefined);
    const element = createElement('c-sound-replay', { is: SoundReplay });
    document.body.appendChild(element);
    expect(element.shadowRoot.querySelector('audio')).toBeNull();
    const sound = new Blob(['abc']);
    element.sound = sound;
    await settle();
    expect(element.shadowRoot.querySelector('audio').getAttribute('src')).toBe('blob:1');
    expect(element.sound).toBe(sound);
    element.sound = new Blob(['abcd']);
    expect(revoked).toHaveBeenLastCalledWith('blob:1');
    document.body.replaceChildren();
    expect(revoked).toHaveBeenLastCalledWith('blob:2');
    jest.restoreAllMocks();
  });
});
