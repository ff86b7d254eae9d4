/**
 * US federal income tax of a year: a {@code Filer} in, a {@code TaxReturn} of named and explained lines out. A planning estimate, not advice.
 */
@NullMarked
package ai.vivace.tax;

import org.jspecify.annotations.NullMarked;
