/** A small SFDX project in a folder of its own, for the tests of the Apex checks. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROJECT = '{"packageDirectories":[{"path":".","default":true}],"sourceApiVersion":"67.0"}';
const CLASS_XML =
  '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion></ApexClass>';

/** A class that both checks pass; a test breaks it by replacing a part. */
export const SOUND_CLASS = `public with sharing class Door {
    public static Integer width() {
        return 1;
    }
}`;

/** Makes the project with one class, `Door`. `body` null leaves an empty folder. */
export async function sampleProject(body: string | null): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'apex-'));
  if (body !== null) {
    await mkdir(path.join(folder, 'classes'));
    await writeFile(path.join(folder, 'sfdx-project.json'), PROJECT);
    await writeFile(path.join(folder, 'classes/Door.cls'), body);
    await writeFile(path.join(folder, 'classes/Door.cls-meta.xml'), CLASS_XML);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
