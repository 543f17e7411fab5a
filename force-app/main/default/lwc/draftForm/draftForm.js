import { api, LightningElement } from 'lwc';
import additional from '@salesforce/label/c.Review_Additional';
import changedOne from '@salesforce/label/c.Review_Tally_Changed_One';
import changedOther from '@salesforce/label/c.Review_Tally_Changed_Other';
import byDefault from '@salesforce/label/c.Review_Tally_Default';
import existingOne from '@salesforce/label/c.Review_Tally_Existing_One';
import existingOther from '@salesforce/label/c.Review_Tally_Existing_Other';
import foundOne from '@salesforce/label/c.Review_Tally_Found_One';
import foundOther from '@salesforce/label/c.Review_Tally_Found_Other';
import withNothing from '@salesforce/label/c.Review_Tally_None';
import toCheck from '@salesforce/label/c.Review_To_Check';
import toCheckNext from '@salesforce/label/c.Review_To_Check_Next';
import locale from '@salesforce/i18n/lang';
import { signIcon } from 'c/reviewWords';
import { countOf, fillIn } from 'c/valueFormat';
const BEFORE_ACCOUNT = ['opportunity.name'];
/** The order of the form; pairs share a line where there is room. */
const AFTER_ACCOUNT = [
    'opportunity.amount',
    'opportunity.closeDate',
    'opportunity.stage',
    'opportunity.type',
    'opportunity.leadSource',
    'opportunity.country',
    'opportunity.nextStep',
    'opportunity.description',
];
const WIDE = new Set(['opportunity.name', 'opportunity.nextStep', 'opportunity.description']);
/** The form of one deal: what was heard with doubt, the tally that is also the legend of the signs, the fields in their order, the contacts. */
export default class DraftForm extends LightningElement {
    @api
    view;
    @api
    litPath = null;
    labels = { additional };
    get tallyItems() {
        const { found, confirmed, existing, default: defaults, none, changed } = this.view.counts;
        const items = [
            {
                icon: signIcon('found'),
                count: found + confirmed,
                text: countOf(found + confirmed, foundOne, foundOther, locale),
            },
            { icon: signIcon('existing'), count: existing, text: countOf(existing, existingOne, existingOther, locale) },
            { icon: signIcon('default'), count: defaults, text: fillIn(byDefault, defaults) },
            { icon: signIcon('none'), count: none, text: fillIn(withNothing, none) },
            { icon: signIcon('changed'), count: changed, text: countOf(changed, changedOne, changedOther, locale) },
        ];
        return items.filter(({ count }) => count > 0);
    }
    get hasToCheck() {
        return this.view.toCheck.length > 0;
    }
    get checkText() {
        return fillIn(toCheck, this.view.toCheck.length);
    }
    get nextLabel() {
        return fillIn(toCheckNext, this.view.toCheck.length);
    }
    get rowsBefore() {
        return this.rows(BEFORE_ACCOUNT);
    }
    get rowsAfter() {
        return this.rows(AFTER_ACCOUNT);
    }
    get additionalRows() {
        return this.rows(this.view.additional.map(({ path }) => path));
    }
    get hasAdditional() {
        return this.view.additional.length > 0;
    }
    /** Puts the focus on a value, wherever it stands in the form. */
    @api
    goTo(path) {
        if (path.startsWith('account.')) {
            this.child('c-account-field')?.goTo?.(path);
            return;
        }
        if (path.startsWith('contacts.')) {
            this.child('c-contact-list')?.goTo?.(path);
            return;
        }
        const shown = path === 'opportunity.currency' ? 'opportunity.amount' : path;
        this.child(`c-draft-field[data-path="${CSS.escape(shown)}"]`)?.focus();
    }
    /** @returns whether every control accepts what was typed; each says so itself, and the first takes the focus */
    @api
    reportValidity() {
        const children = this.template?.querySelectorAll('c-draft-field, c-account-field, c-contact-list') ?? [];
        const refused = [...children].filter((child) => !child.reportValidity());
        if (refused[0]?.goToInvalid)
            refused[0].goToInvalid();
        else
            refused[0]?.focus();
        return refused.length === 0;
    }
    handleNext() {
        const { toCheck: paths } = this.view;
        const next = paths[(paths.indexOf(this.litPath ?? '') + 1) % paths.length];
        if (next)
            this.goTo(next);
    }
    handleCorrect(event) {
        this.goTo(event.detail.path);
    }
    rows(paths) {
        return paths
            .map((path) => this.view.fields.get(path))
            .filter((field) => field !== undefined)
            .map((field) => this.row(field));
    }
    row(field) {
        const isAmount = field.path === 'opportunity.amount';
        const lit = field.path === this.litPath || (isAmount && this.litPath === 'opportunity.currency');
        const wide = WIDE.has(field.path) || field.control === 'longText';
        return { path: field.path, field, lit, unit: isAmount ? this.view.currency : null, className: wide ? 'wide' : '' };
    }
    child(selector) {
        return this.template?.querySelector(selector) ?? null;
    }
}
