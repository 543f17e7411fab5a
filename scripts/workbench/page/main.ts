import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import App from './lwc/workbench/app/app.ts';
import { followBrowser } from './places/location.ts';

followBrowser();
document.body.prepend(createElement('workbench-app', { is: App }));
