package ai.vivace.table;

import ai.vivace.base.InputException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of levels without order, which are kept once; a row takes one, two or four bytes, as many as their number needs. */
public final class CategoricalColumn implements Column {
    /** The code of a missing value. */
    public static final int MISSING = Codes.MISSING;

    private final String name;
    private final List<String> levels;
    private final Codes codes;

    CategoricalColumn(String name, List<String> levels, Codes codes) {
        this.name = Column.checked(name);
        this.levels = List.copyOf(levels);
        this.codes = codes;
    }

    /** Values, null where one is missing. Levels are in order: whole numbers by size, others by their letters. */
    public static CategoricalColumn of(String name, @Nullable String... values) {
        TextBuilder builder = new TextBuilder();
        for (String value : values) {
            builder.add(value);
        }
        return builder.categorical(name);
    }

    /**
     * Codes of levels.
     *
     * @param levels what the codes 0, 1, … stand for; they differ from each other, and need not all occur
     * @param codes by row; {@link #MISSING} where a value is missing
     * @throws InputException when levels repeat or a code is of no level; it says which
     */
    public static CategoricalColumn of(String name, List<String> levels, int[] codes) {
        InputException.require(
                new HashSet<>(levels).size() == levels.size(),
                () -> "The levels of column \"" + name + "\" must differ from each other, but are " + levels + ".");
        for (int i = 0; i < codes.length; i++) {
            int row = i;
            InputException.require(
                    codes[i] >= MISSING && codes[i] < levels.size(),
                    () -> "Column \"" + name + "\" has the codes 0 to " + (levels.size() - 1)
                            + ", and -1 for a missing value, but row " + row + " has " + codes[row] + ".");
        }
        return new CategoricalColumn(name, levels, Codes.of(codes, levels.size()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.CATEGORICAL;
    }

    @Override
    public int rows() {
        return codes.size();
    }

    /** What the codes 0, 1, … stand for. After rows were chosen some may not occur. */
    public List<String> levels() {
        return levels;
    }

    /** The code of a row's level; {@link #MISSING} when it has none. */
    public int code(int row) {
        return codes.code(row);
    }

    /** How many rows have each level, by its code. */
    public int[] counts() {
        int[] counts = new int[levels.size()];
        for (int row = 0; row < rows(); row++) {
            if (code(row) != MISSING) {
                counts[code(row)]++;
            }
        }
        return counts;
    }

    @Override
    public boolean isMissing(int row) {
        return code(row) == MISSING;
    }

    @Override
    public @Nullable String text(int row) {
        int code = code(row);
        return code == MISSING ? null : levels.get(code);
    }

    @Override
    public CategoricalColumn rows(int[] chosen) {
        return new CategoricalColumn(name, levels, codes.rows(chosen));
    }

    @Override
    public CategoricalColumn named(String newName) {
        return new CategoricalColumn(newName, levels, codes);
    }

    /** Itself. */
    @Override
    public CategoricalColumn categorical() {
        return this;
    }

    /** The memory of the codes; that of the levels does not grow with the rows. */
    @Override
    public long bytes() {
        return codes.bytes();
    }

    @Override
    public String toString() {
        return name + ": " + rows() + " values of " + levels.size() + " levels";
    }
}
