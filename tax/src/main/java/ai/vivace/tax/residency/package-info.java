/**
 * Resident or nonresident for income tax: the substantial presence test with its arithmetic, days that do not count, which forms follow,
 * and whether pay bears Social Security and Medicare taxes. A planning estimate, not tax or immigration advice.
 */
@NullMarked
package ai.vivace.tax.residency;

import org.jspecify.annotations.NullMarked;
