/** The process in which files are read: what their bytes do to it, they do to nothing else. */
import { createRecogniser } from '../ocr/recogniser.ts';
import { createReaders } from '../readers.ts';
import { answerReading } from './answering.ts';

answerReading(createReaders(createRecogniser()));
