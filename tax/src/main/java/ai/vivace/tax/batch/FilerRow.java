package ai.vivace.tax.batch;

import java.util.List;

/**
 * A filer as it stands in a file.
 *
 * @param row its number, from 1
 * @param names the names of its fields
 * @param texts their values, as many
 */
record FilerRow(long row, List<String> names, List<String> texts) {}
