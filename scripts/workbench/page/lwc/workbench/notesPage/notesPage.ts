import { LightningElement } from 'lwc';

/** The page of the tab and of the button "Create from notes", with notes to try. */
export default class NotesPage extends LightningElement {
  samples = globalThis.workbench.session.notes;
}
