package ai.vivace.table;

import ai.vivace.base.InputException;
import org.jspecify.annotations.Nullable;

/** One column of a {@link Table}: values of one kind, any of which may be missing. Immutable. */
public sealed interface Column permits NumericColumn, CategoricalColumn, TextColumn, DateColumn {
    /** What it is called; never blank. */
    String name();

    /** What its values are. */
    ColumnKind kind();

    /** How many rows it has, those of missing values included. */
    int rows();

    /** Whether a row has no value. */
    boolean isMissing(int row);

    /** A row's value as text; null where it is missing. */
    @Nullable
    String text(int row);

    /** Some of the rows, in the given order; a row may come more than once. */
    Column rows(int[] chosen);

    /** The same values under another name. */
    Column named(String name);

    /** The memory that its values take, in bytes. */
    long bytes();

    /** How many rows have no value. */
    default int missing() {
        int missing = 0;
        for (int row = 0; row < rows(); row++) {
            missing += isMissing(row) ? 1 : 0;
        }
        return missing;
    }

    /** The same values as levels, by their text: for numbers that are codes, and for text that repeats itself. */
    default CategoricalColumn categorical() {
        TextBuilder builder = new TextBuilder();
        for (int row = 0; row < rows(); row++) {
            builder.add(text(row));
        }
        return builder.categorical(name());
    }

    /** A name that a column may have. */
    static String checked(String name) {
        InputException.require(!name.isBlank(), () -> "A column needs a name, but came \"" + name + "\".");
        return name;
    }
}
