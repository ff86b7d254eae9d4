package ai.vivace.table;

import ai.vivace.base.InputException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A column that is read from cells of text. Its kind is that of its first value, if nobody has said it; a later value of another kind makes
 * it text, and it must then be read again.
 */
final class CellColumn {
    private final String name;
    private final String file;
    private final boolean asked;
    private final NumberText number = new NumberText();
    private final DateText date;
    private final MissingMarks marks;
    private @Nullable ColumnKind kind;
    private NumberBuilder numbers = new NumberBuilder();
    private DateBuilder dates = new DateBuilder();
    private final TextBuilder texts = new TextBuilder();
    private int rows;
    private @Nullable Cell textAt;
    private @Nullable Cell misfit;
    private @Nullable Cell padded;

    /** Made when the first column of texts ends: many files have none. */
    private static final class DecimalComma {
        static final Pattern PATTERN = Pattern.compile("[-+]?(\\d+|\\d{1,3}([. ']\\d{3})+),\\d+");
    }

    private record Cell(String text, long line) {
        @Override
        public String toString() {
            return "\"" + text + "\" in line " + line;
        }
    }

    /**
     * A column without rows.
     *
     * @param kind what its values are; null to find out
     */
    CellColumn(String name, String file, @Nullable ColumnKind kind, DateText date, MissingMarks marks) {
        this.name = name;
        this.file = file;
        this.kind = kind;
        this.asked = kind != null;
        this.date = date;
        this.marks = marks;
    }

    void add(char[] text, int from, int length, long line) {
        if (misfit != null) {
            return;
        }
        if (marks.contains(text, from, length)) {
            missing();
            rows++;
            return;
        }
        ColumnKind known = kind == null ? begin(text, from, length, line) : kind;
        boolean fits =
                switch (known) {
                    case NUMERIC -> addNumber(text, from, length, line);
                    case DATE -> addDate(text, from, length);
                    case CATEGORICAL, TEXT -> {
                        texts.add(text, from, length);
                        yield true;
                    }
                };
        rows++;
        if (!fits) {
            misfit(new String(text, from, length), line, known);
        }
    }

    private ColumnKind begin(char[] text, int from, int length, long line) {
        boolean isNumber = number.read(text, from, length);
        ColumnKind first = isNumber
                ? ColumnKind.NUMERIC
                : date.read(text, from, length) != null ? ColumnKind.DATE : ColumnKind.TEXT;
        kind = first;
        textAt = first == ColumnKind.TEXT ? new Cell(new String(text, from, length), line) : null;
        for (int row = 0; row < rows; row++) {
            missing();
        }
        return first;
    }

    private void missing() {
        if (kind == ColumnKind.NUMERIC) {
            numbers.missing();
        } else if (kind == ColumnKind.DATE) {
            dates.missing();
        } else if (kind != null) {
            texts.missing();
        }
    }

    private boolean addNumber(char[] text, int from, int length, long line) {
        if (!number.read(text, from, length)) {
            return false;
        }
        if (padded == null && number.isPadded() && !asked) {
            padded = new Cell(new String(text, from, length), line);
        }
        numbers.add(number);
        return true;
    }

    private boolean addDate(char[] text, int from, int length) {
        Long millis = date.read(text, from, length);
        if (millis != null) {
            dates.addMillis(millis);
        }
        return millis != null;
    }

    private void misfit(String text, long line, ColumnKind known) {
        Cell cell = new Cell(text, line);
        InputException.require(
                !asked,
                () -> "Column \"" + name + "\" of " + file + " was said to be " + known.told() + ", but has " + cell
                        + ". Repair the value, or give the column another type.");
        misfit = cell;
        numbers = new NumberBuilder();
        dates = new DateBuilder();
    }

    /** Whether the column turned out to be text, so that it must be read again. */
    boolean mustBeReadAgain() {
        return misfit != null;
    }

    /** The same column, to be read again as text. */
    CellColumn again() {
        CellColumn again = new CellColumn(name, file, null, date, marks);
        again.kind = ColumnKind.TEXT;
        again.textAt = misfit;
        return again;
    }

    /** What the user should know about how it was first read. */
    void note(Consumer<String> notes) {
        if (misfit != null) {
            notes.accept("Column \"" + name + "\" was read as text, since it has " + misfit
                    + ". If others are numbers or dates, repair the value, or say that it stands for a missing one.");
        } else if (kind == null) {
            notes.accept("Column \"" + name + "\" has no values at all.");
        }
        if (misfit == null && padded != null) {
            notes.accept("Column \"" + name + "\" was read as numbers, though it has " + padded
                    + ". If these are codes, give it the type CATEGORICAL.");
        }
        if (misfit == null && numbers.isRounded()) {
            notes.accept("Column \"" + name + "\" has whole numbers beyond 2^53, which are rounded."
                    + " If these are codes, give it the type TEXT.");
        }
    }

    /**
     * The finished column.
     *
     * @throws InputException when it is of decimals with commas
     */
    Column build() {
        if (kind == ColumnKind.DATE) {
            return dates.build(name);
        }
        if (kind == ColumnKind.CATEGORICAL || kind == ColumnKind.TEXT) {
            if (!asked) {
                requireDecimalPoints();
            }
            return texts.build(name, asked ? kind : null);
        }
        for (int row = numbers.size(); row < rows; row++) {
            numbers.missing();
        }
        return new NumericColumn(name, numbers.build());
    }

    private void requireDecimalPoints() {
        Texts all = texts.texts();
        Optional<String> other = IntStream.range(0, all.size())
                .mapToObj(all::get)
                .filter(text -> !DecimalComma.PATTERN.matcher(text).matches() && !isNumber(text))
                .findFirst();
        InputException.require(
                other.isPresent() || all.size() == 0,
                () -> "Column \"" + name + "\" of " + file + " has numbers with commas, such as " + textAt
                        + ". Numbers must have a decimal point and no thousands separators: save the file so, or give the column"
                        + " the type CATEGORICAL or TEXT.");
    }

    private boolean isNumber(String text) {
        return number.read(text.toCharArray(), 0, text.length());
    }

    /** Columns of which some must be read again; the others are null. */
    static @Nullable CellColumn[] again(List<@Nullable CellColumn> columns) {
        return columns.stream()
                .map(column -> column != null && column.mustBeReadAgain() ? column.again() : null)
                .toArray(CellColumn[]::new);
    }
}
