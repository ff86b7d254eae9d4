/**
 * Tables of typed columns: numbers with missing values, categories, text and dates; read from arrays, CSV files and SQL, divided into
 * parts and summed up. Plain Java.
 */
@NullMarked
package ai.vivace.table;

import org.jspecify.annotations.NullMarked;
