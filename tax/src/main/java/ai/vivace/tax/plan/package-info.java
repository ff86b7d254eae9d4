/**
 * Paying during the year and keeping dates: estimated tax by the safe harbours, and a calendar of the dates that apply to somebody, also as a
 * file for calendar programs. A planning estimate, not advice.
 */
@NullMarked
package ai.vivace.tax.plan;

import org.jspecify.annotations.NullMarked;
