package ai.vivace.tax.batch;

import ai.vivace.base.InputException;
import ai.vivace.tax.Filer;
import ai.vivace.tax.FilerFields;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns rows into returns, and keeps what it found out about names of fields; one object serves one thread. */
final class BatchRows {
    /** The name of the field that is passed through. */
    static final String ID = "id";

    private final Map<String, FilerFields.Setter> setters = new HashMap<>();

    /** A return, or why there is none. */
    record Outcome(long row, String id, Optional<TaxReturn> result, Optional<BadRow> bad) {}

    /** The outcome of a row. */
    Outcome outcome(RowSource.Entry entry) {
        if (entry instanceof RowSource.Bad bad) {
            return new Outcome(bad.reason().row(), "", Optional.empty(), Optional.of(bad.reason()));
        }
        FilerRow row = ((RowSource.Good) entry).filer();
        String id = "";
        String column = "";
        try {
            column = "tax_year";
            TaxYear year = TaxYear.parse(required(row, column));
            column = "filing_status";
            Filer.Builder filer = Filer.of(year, FilingStatus.parse(required(row, column)));
            for (int i = 0; i < row.names().size(); i++) {
                column = row.names().get(i);
                if (column.strip().equalsIgnoreCase(ID)) {
                    id = row.texts().get(i);
                } else {
                    setters.computeIfAbsent(column, FilerFields::setter)
                            .put(filer, row.texts().get(i));
                }
            }
            column = "";
            return new Outcome(row.row(), id, Optional.of(TaxReturn.of(filer.build())), Optional.empty());
        } catch (InputException e) {
            String message = String.valueOf(e.getMessage());
            return new Outcome(
                    row.row(),
                    id,
                    Optional.empty(),
                    Optional.of(new BadRow(row.row(), column(column, message), message)));
        }
    }

    /** The column that was read, or the field that the message of a check among fields starts with. */
    private static Optional<String> column(String column, String message) {
        if (!column.isEmpty()) {
            return Optional.of(column);
        }
        int colon = message.indexOf(": ");
        String field = colon < 0 ? "" : message.substring(0, colon);
        return FilerFields.names().contains(field) ? Optional.of(field) : Optional.empty();
    }

    private static String required(FilerRow row, String field) {
        for (int i = 0; i < row.names().size(); i++) {
            String name = row.names().get(i).strip().toLowerCase(Locale.ROOT);
            boolean same = name.equals(field) || field.endsWith("_" + name);
            if (same && !row.texts().get(i).isBlank()) {
                return row.texts().get(i);
            }
        }
        throw new InputException(field + ": expected a value, but there is none.");
    }
}
