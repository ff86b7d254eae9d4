package ai.vivace.tax.batch;

import java.util.Optional;

/**
 * A row that is no filer.
 *
 * @param row its number; the first filer is row 1
 * @param column the field that is wrong, if it is one
 * @param message what was expected and what came
 */
public record BadRow(long row, Optional<String> column, String message) {
    @Override
    public String toString() {
        return "row " + row + column.map(name -> ", column " + name).orElse("") + ": " + message;
    }
}
