import { createElement } from '@lwc/engine-dom';
import ObjectReader from 'c/objectReader';
import { getObjectInfo, getPicklistValuesByRecordType } from 'lightning/uiObjectInfoApi';
import { OBJECTS, settled, show } from '../../../../../test/review';

const { info, picklists } = OBJECTS.Opportunity;
const mount = () =>
  show(createElement('c-object-reader', { is: ObjectReader }), { objectName: 'Opportunity' }, ['read', 'unreadable']);

afterEach(() => document.body.replaceChildren());

it('reads the object, then its values under the default record type', async () => {
  const { fired } = mount();
  getObjectInfo.emit(info);
  await settled();
  expect(getPicklistValuesByRecordType.getLastConfig()).toEqual({
    objectApiName: 'Opportunity',
    recordTypeId: info.defaultRecordTypeId,
  });
  getPicklistValuesByRecordType.emit(picklists);
  expect(fired.read).toHaveBeenLastCalledWith({ objectName: 'Opportunity', object: { info, picklists } });
});

it('says that an object cannot be read', () => {
  const { fired } = mount();
  getObjectInfo.error();
  expect(fired.unreadable).toHaveBeenCalledWith({ objectName: 'Opportunity' });
});
