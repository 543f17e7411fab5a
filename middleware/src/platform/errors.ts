/** A problem a caller can meet: its HTTP status and a sentence with the next step. Codes never change their meaning. */
interface Problem {
  readonly status: number;
  readonly title: string;
}

const problem = (status: number, title: string): Problem => ({ status, title });

/** Every problem of the HTTP contract. The OpenAPI document is made from this list, and a test holds the two together. */
export const PROBLEMS = {
  'malformed-json': problem(400, 'The body is not valid JSON: send a JSON object in UTF-8.'),
  'request-malformed': problem(
    400,
    'The call cannot be read as HTTP/1.1: look at the client, and at what stands between.',
  ),
  'query-invalid': problem(400, 'A query parameter cannot be used: correct the one named in "errors".'),
  'header-invalid': problem(400, 'A header cannot be used: correct the one named in the detail.'),
  'token-missing': problem(
    401,
    'The call carries no token: send Authorization: Bearer with a token signed by the org.',
  ),
  'token-invalid': problem(401, 'The token is not accepted: sign a new one with the key registered for the org.'),
  'token-expired': problem(401, 'The token has expired or lives too long: sign a new one that expires in 60 seconds.'),
  'token-replayed': problem(401, 'The token was used before: sign a new one, with a new jti, for every call.'),
  'scope-insufficient': problem(403, 'The scope of the token does not allow this call.'),
  'route-not-found': problem(404, 'There is nothing under this address: /openapi.json lists what there is.'),
  'capture-not-found': problem(404, 'There is no such capture, or it belongs to someone else.'),
  'draft-not-found': problem(404, 'There is no such draft, or it belongs to someone else.'),
  'method-not-allowed': problem(405, 'This address does not answer this method: the header Allow lists those it does.'),
  'request-timeout': problem(408, 'The call did not arrive in time: send it again, and all of it at once.'),
  'capture-conflict': problem(
    409,
    'A capture with this id exists with other content: send the new note under a new id.',
  ),
  'page-not-found': problem(404, 'There is no picture of this page: the capture lists its pages and their kinds.'),
  'sound-not-found': problem(
    404,
    'There is no such stretch of a recording: the reading lists those that can be played.',
  ),
  'part-not-found': problem(404, 'There is no such part: the capture lists the parts that arrived.'),
  'part-conflict': problem(
    409,
    'Another content was sent under this number before: send a changed file as a new take.',
  ),
  'part-missing': problem(409, 'Parts are missing: send those that "missing" names, then complete the capture again.'),
  'capture-complete': problem(
    409,
    'The capture is complete and takes no other parts: send further files as a new capture.',
  ),
  'capture-not-ready': problem(409, 'The capture is not ready yet: ask again in a moment.'),
  'draft-conflict': problem(409, 'A draft with this id exists elsewhere: choose a new id.'),
  'draft-decided': problem(
    409,
    'The draft was decided before and cannot change: read it again to see what became of it.',
  ),
  'capture-erased': problem(410, 'A capture with this id was erased: send the note under a new id.'),
  'version-conflict': problem(
    412,
    'The draft changed in the meantime: compare with "draft" and send the change again.',
  ),
  'body-too-large': problem(413, 'The body is too large: shorten the note.'),
  'part-too-large': problem(413, 'A part has at most 1,048,576 bytes: send the file in smaller parts.'),
  'file-too-large': problem(
    413,
    'A file has at most 20 MB, a recording 100 MB: send a smaller one, or only the pages that matter.',
  ),
  'too-many-files': problem(
    413,
    'A capture has at most 20 files and 60 MB, a recording 100 takes and 100 MB: send the others as another capture.',
  ),
  'media-type-not-supported': problem(
    415,
    'The body has another media type: send application/json, and parts as application/octet-stream.',
  ),
  'body-invalid': problem(422, 'The body does not fit the contract: correct what "errors" names.'),
  'context-missing': problem(
    422,
    'The capture carries no context: the org adds its picklists, currencies and defaults.',
  ),
  'kind-not-supported': problem(
    422,
    'This version reads text, photos, documents, mails and recordings: send the content as one of these.',
  ),
  'digest-mismatch': problem(422, 'The bytes are not those that Content-Digest names: send the part again.'),
  'file-empty': problem(422, 'The file is empty: choose it again, or another one.'),
  'file-type-unsupported': problem(
    422,
    'The file is of a type that is not read here: send a JPEG, PNG or WebP picture, a PDF, a mail (.eml) or plain text; or, as a recording, M4A, MP3, Ogg, WAV, WebM or FLAC.',
  ),
  'text-missing': problem(422, 'The note is empty: type or paste something first.'),
  'text-too-long': problem(422, 'The text is longer than 200,000 characters: split it into several notes.'),
  'change-invalid': problem(422, 'A value cannot be used: correct what "errors" names. Nothing was changed.'),
  'match-unknown': problem(
    422,
    'What the decision names was never proposed for this draft: read the draft again and decide on what it lists.',
  ),
  'version-missing': problem(
    428,
    'The change does not say which version it was made on: send If-Match with the version.',
  ),
  'too-many-requests': problem(429, 'Too many calls in a short time: wait as long as Retry-After says, then go on.'),
  'too-many-captures': problem(
    429,
    'Too many notes are being read at the same time: wait until some are ready, then send this one again.',
  ),
  'headers-too-large': problem(431, 'The headers are larger than 16 kB: send fewer or shorter ones.'),
  'internal-error': problem(
    500,
    'Something went wrong on our side: try again, and give the request id if it happens again.',
  ),
  unavailable: problem(503, 'The service cannot answer just now: try again in a few seconds.'),
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A failure that a caller is told about. `members` are further fields of the problem answer. */
export class CodedError extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: ProblemCode,
    detail?: string,
    members: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'CodedError';
    this.code = code;
    this.detail = detail;
    this.members = members;
  }
}

/** The process cannot start. The message is one sentence for the person at the terminal, with the fix. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
