/**
 * The fields of the form, by key: what the administrator mapped, as far as the org has it and the user may create it.
 * A field the user may not write is left out of the form and of the request, as the native form does.
 */
export function formFields(configuration, objects) {
    const fields = [...configuration.fields]
        .sort((a, b) => a.position - b.position)
        .map((setting) => formField(setting, objects[setting.objectName]))
        .filter((field) => field !== null);
    return new Map(fields.map((field) => [field.key, field]));
}
/** Whether every object the settings name has been answered, so that a missing field is really missing. */
export function isComplete(configuration, objects) {
    return configuration.fields.every(({ objectName }) => {
        const object = objects[objectName];
        return object?.info !== null && object?.info !== undefined && object.picklists !== null;
    });
}
function formField(setting, object) {
    const info = object?.info?.fields[setting.field];
    if (!info?.createable)
        return null;
    return {
        key: setting.key,
        objectName: setting.objectName,
        field: setting.field,
        label: info.label,
        control: controlOf(info),
        required: isRequired(setting, info),
        options: object?.picklists?.picklistFieldValues[setting.field]?.values ?? [],
        maximumLength: info.length > 0 ? info.length : undefined,
        step: stepOf(info.scale),
        target: info.referenceToInfos?.[0]?.apiName ?? null,
    };
}
/** A checkbox always has a value; Account.Name is required of an account, not of an opportunity without one. */
function isRequired(setting, info) {
    if (info.dataType === 'Boolean')
        return false;
    return setting.required || (info.required && !setting.key.startsWith('account.'));
}
function stepOf(scale) {
    return scale > 0 ? (10 ** -scale).toFixed(scale) : '1';
}
const CONTROLS = {
    Boolean: 'checkbox',
    Currency: 'number',
    Date: 'date',
    DateTime: 'datetime',
    Double: 'number',
    Email: 'email',
    Int: 'number',
    Percent: 'number',
    Phone: 'tel',
    Picklist: 'picklist',
    Reference: 'lookup',
    TextArea: 'longText',
    Url: 'url',
};
function controlOf(info) {
    return CONTROLS[info.dataType] ?? 'text';
}
