package ai.vivace.table;

import java.util.OptionalDouble;

/**
 * How far a reading has come.
 *
 * @param rows how many rows have been read
 * @param share the share of the file that has been read, 0 to 1; empty where the size is unknown, as for SQL
 */
public record ReadProgress(long rows, OptionalDouble share) {}
