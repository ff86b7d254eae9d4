/**
 * A paycheck from gross to net, and the Form W-4 that brings a year to zero: federal income tax withheld by the percentage method for
 * automated payroll systems of Publication 15-T, Social Security and Medicare taxes. A planning estimate, not advice.
 */
@NullMarked
package ai.vivace.tax.paycheck;

import org.jspecify.annotations.NullMarked;
