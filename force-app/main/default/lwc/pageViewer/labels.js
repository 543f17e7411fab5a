import failed from '@salesforce/label/c.Picture_Failed';
import fit from '@salesforce/label/c.Picture_Fit';
import loading from '@salesforce/label/c.Picture_Loading';
import regions from '@salesforce/label/c.Picture_Regions';
import retry from '@salesforce/label/c.Picture_Retry';
import stage from '@salesforce/label/c.Picture_Stage';
import tools from '@salesforce/label/c.Picture_Tools';
import turn from '@salesforce/label/c.Picture_Turn';
import zoomIn from '@salesforce/label/c.Picture_Zoom_In';
import zoomOut from '@salesforce/label/c.Picture_Zoom_Out';
/** What the tools and the states of a picture say. */
export const labels = { failed, fit, loading, regions, retry, stage, tools, turn, zoomIn, zoomOut };
