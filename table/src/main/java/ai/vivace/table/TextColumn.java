package ai.vivace.table;

import org.jspecify.annotations.Nullable;

/** A column of text, kept as UTF-8. A text that comes twice is kept once. */
public final class TextColumn implements Column {
    private final String name;
    private final Texts texts;
    private final Codes codes;

    TextColumn(String name, Texts texts, Codes codes) {
        this.name = Column.checked(name);
        this.texts = texts;
        this.codes = codes;
    }

    /** Texts, null where one is missing. */
    public static TextColumn of(String name, @Nullable String... values) {
        TextBuilder builder = new TextBuilder();
        for (String value : values) {
            builder.add(value);
        }
        return builder.text(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.TEXT;
    }

    @Override
    public int rows() {
        return codes.size();
    }

    @Override
    public boolean isMissing(int row) {
        return codes.code(row) == Codes.MISSING;
    }

    @Override
    public @Nullable String text(int row) {
        int code = codes.code(row);
        return code == Codes.MISSING ? null : texts.get(code);
    }

    /** Some of the rows. The texts of others stay in memory as long as this column does. */
    @Override
    public TextColumn rows(int[] chosen) {
        return new TextColumn(name, texts, codes.rows(chosen));
    }

    @Override
    public TextColumn named(String newName) {
        return new TextColumn(newName, texts, codes);
    }

    @Override
    public long bytes() {
        return texts.bytes() + codes.bytes();
    }

    @Override
    public String toString() {
        return name + ": " + rows() + " texts";
    }
}
