/** Files of many filers: CSV or JSON lines in, results out, row by row. */
@NullMarked
package ai.vivace.tax.batch;

import org.jspecify.annotations.NullMarked;
