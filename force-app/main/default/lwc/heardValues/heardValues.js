import { api, LightningElement } from 'lwc';
import locale from '@salesforce/i18n/lang';
import { heardNow } from 'c/heardViews';
import { countOf, fillIn } from 'c/valueFormat';
import { labels } from './labels';
/**
 * The values that were heard with doubt, each to be heard again and confirmed or corrected in its field. One that was asked
 * about stays, as confirmed or corrected: what is below does not move while a person types.
 * @fires valuechange `{path, value}`: it is right, or it is the other reading
 * @fires listen `{from, to}`
 * @fires evidence `{path}`: it is listened to
 * @fires correct `{path}`: the person goes to the field
 */
export default class HeardValues extends LightningElement {
    @api
    get view() {
        return this.form;
    }
    set view(view) {
        this.form = view;
        const known = this.asked.filter(({ key }) => !view.heard.some((value) => value.key === key));
        const kept = known.flatMap((value) => heardNow(value, view) ?? []);
        const order = this.asked.map(({ key }) => key);
        this.asked = inOrder([...view.heard, ...kept], order);
    }
    labels = labels;
    form;
    asked = [];
    get hasValues() {
        return this.asked.length > 0;
    }
    get open() {
        return this.asked.filter(({ state }) => state === 'open');
    }
    get boxClass() {
        return this.open.length > 0 ? 'heard heard_open' : 'heard';
    }
    get icon() {
        return this.open.length > 0 ? 'utility:warning' : 'utility:check';
    }
    get countText() {
        const { length } = this.open;
        return length === 0 ? labels.heardNone : countOf(length, labels.heardOne, labels.heardOther, locale);
    }
    get values() {
        return this.asked.map((value) => {
            const isOpen = value.state === 'open';
            return {
                ...value,
                isOpen,
                className: isOpen ? 'value' : 'value value_done',
                asked: isOpen ? fillIn(labels.valueAsked, value.text) : value.text,
                about: [value.label, isOpen ? value.why : ''].filter(Boolean).join(' · '),
                done: value.state === 'changed' ? labels.changed : labels.confirmed,
                others: isOpen ? value.others : [],
                hasOthers: isOpen && value.others.length > 0,
                listenLabel: fillIn(labels.listenTo, value.label, value.text),
                yesLabel: fillIn(labels.yesTo, value.label, value.text),
                correctLabel: fillIn(labels.correctOf, value.label, value.text),
            };
        });
    }
    handleListen(event) {
        const value = this.askedAt(event);
        const [path] = value?.paths ?? [];
        if (!value?.passage || !path)
            return;
        this.tell('evidence', { path });
        this.tell('listen', value.passage);
    }
    handleYes(event) {
        const value = this.askedAt(event);
        if (value)
            this.settle(value, value.confirming);
    }
    handleOther(event) {
        const value = this.askedAt(event);
        const { other } = event.currentTarget.dataset;
        const chosen = value?.others.find(({ key }) => key === other);
        if (value && chosen)
            this.settle(value, [chosen]);
    }
    handleCorrect(event) {
        const value = this.askedAt(event);
        const path = value?.confirming[0]?.path ?? value?.paths[0];
        if (path)
            this.dispatchEvent(new CustomEvent('correct', { detail: { path } }));
    }
    /** The button that was clicked goes away: the next value that is open takes the focus, else the heading. */
    settle(value, changes) {
        const keys = this.open.map(({ key }) => key);
        const next = keys[keys.indexOf(value.key) + 1] ?? keys.find((key) => key !== value.key);
        for (const { path, value: said } of changes)
            this.tell('valuechange', { path, value: said });
        Promise.resolve().then(() => {
            const button = next ? `.yes[data-key="${CSS.escape(next)}"]` : '.title';
            this.template?.querySelector(button)?.focus();
        });
    }
    askedAt(event) {
        const { key } = event.currentTarget.dataset;
        return this.asked.find((value) => value.key === key);
    }
    /** Composed on purpose: the frame listens once for everything that the form tells. */
    tell(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    }
}
/** As it was asked before; what is new comes after it. */
function inOrder(values, order) {
    const rank = ({ key }) => (order.includes(key) ? order.indexOf(key) : order.length);
    return [...values].sort((a, b) => rank(a) - rank(b));
}
