/** The thread that extraction runs in: the longest notes take seconds, and calls are answered meanwhile. */
import { answerWork } from '../platform/threads.ts';
import { extract, type ExtractionRequest } from './extract.ts';

answerWork((request) => extract(request as ExtractionRequest));
