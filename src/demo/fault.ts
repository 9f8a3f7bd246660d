/**
 * The product with a fault: the lid of the steel flask leaked, and whoever bought one was content with it only since
 * the maker changed the lid, so many days before the end. What was improved there shows in CSAT and in NPS.
 */
export const faultySku = 'FLASK-1L';
export const mendedDaysBeforeEnd = 365;
