/** Tables from Parquet files and from SQL on files, through DuckDB. */
@NullMarked
package ai.vivace.table.duckdb;

import org.jspecify.annotations.NullMarked;
