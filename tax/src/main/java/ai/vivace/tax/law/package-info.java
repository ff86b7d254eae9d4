/**
 * The law as data: one file for each tax year, every number with the source it is from, checked when it is read.
 */
@NullMarked
package ai.vivace.tax.law;

import org.jspecify.annotations.NullMarked;
