package ai.vivace.table;

import ai.vivace.base.InputException;
import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import org.jspecify.annotations.Nullable;

/** Hands each cell of a CSV file to its column, without making a text of it; says of each line whether there was anything in it. */
final class CsvCells extends AbstractBaseCsvCallbackHandler<Boolean> {
    private final @Nullable CellColumn[] columns;
    private final String file;
    private boolean inHeader;
    private long rows;

    /**
     * A file that was not begun.
     *
     * @param columns those that are read; null for one that is not
     * @param firstIsHeader whether the first row is passed over
     */
    CsvCells(@Nullable CellColumn[] columns, String file, FirstRow firstIsHeader) {
        this.columns = columns;
        this.file = file;
        this.inHeader = firstIsHeader == FirstRow.NAMES;
    }

    long rows() {
        return rows;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (inHeader || index >= columns.length) {
            return;
        }
        CellColumn column = columns[index];
        if (column == null) {
            return;
        }
        int from = offset;
        int end = offset + length;
        while (!quoted && from < end && buffer[from] <= ' ') {
            from++;
        }
        while (!quoted && end > from && buffer[end - 1] <= ' ') {
            end--;
        }
        column.add(buffer, from, end - from, getStartingLineNumber());
    }

    @Override
    protected Boolean buildRecord() {
        if (getRecordType() == RecordType.EMPTY) {
            return Boolean.FALSE;
        }
        if (!inHeader) {
            int fields = getFieldCount();
            InputException.require(
                    fields == columns.length,
                    () -> "Line " + getStartingLineNumber() + " of " + file + " has " + fields
                            + (fields == 1 ? " field" : " fields") + ", but the first row has " + columns.length
                            + ". Repair the line, put values that have the delimiter in them in quotes, or say another delimiter.");
            rows++;
        }
        inHeader = false;
        return Boolean.TRUE;
    }
}
