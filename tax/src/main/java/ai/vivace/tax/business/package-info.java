/**
 * The question of a newcomer with a business: stay a sole proprietor, register a limited liability company, and how to have it taxed. Federal
 * cost of each form, fees of states, and the profit at which an S-corporation begins to pay. A planning estimate, not tax or legal advice.
 */
@NullMarked
package ai.vivace.tax.business;

import org.jspecify.annotations.NullMarked;
