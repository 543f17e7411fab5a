/** Leads the person to where something is to be done: to a value of the form, or to what became of the deal. */
export class ReviewFocus {
    root;
    path = null;
    /** @param root where the parts of the review stand */
    constructor(root) {
        this.root = root;
    }
    part(selector) {
        return this.root()?.querySelector(selector) ?? null;
    }
    /** Goes to the value once the form shows it; to none with null. */
    aim(path) {
        this.path = path;
    }
    /** The same where nothing may be drawn anew: a mark that the arrows lit already changes nothing on the page. */
    aimNow(path) {
        this.aim(path);
        Promise.resolve().then(() => this.reach());
    }
    /** Called when the form has been drawn. */
    reach() {
        if (this.path === null)
            return;
        const path = this.path;
        this.path = null;
        this.part('.deal')?.goTo(path);
    }
    /** What the focus stood on goes away with the form: the outcome takes it, and is read. */
    toOutcome() {
        this.toForm();
        Promise.resolve().then(() => this.part('c-created-summary')?.focus());
    }
    /** Once the source is what the screen shows: its beginning, and in a long text the passage that is lit. */
    toSource() {
        Promise.resolve().then(() => this.part('c-source-panel')?.reveal());
    }
    /** Plays a passage of the recording; the panel plays it whether or not the screen shows it. */
    listenTo({ from, to }) {
        this.part('c-source-panel')?.listen(from, to);
    }
    toForm() {
        this.part('.form')?.scrollIntoView();
    }
}
