import { checkFragment } from './check-fragment.ts';
import { keepOffline } from './keep-offline.ts';

/**
 * Everything that can prove a document, in one file for the two pages that need it: a device that keeps it to answer
 * without a network fetches it once.
 */
checkFragment();
keepOffline();
