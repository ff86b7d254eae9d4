package ai.vivace.table;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Collects the texts of a column, which becomes categorical or text. */
final class TextBuilder {
    /** So many different texts are levels, however few rows there are. */
    private static final int ALWAYS_LEVELS = 20;

    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,30}");

    private final TextDictionary dictionary = new TextDictionary();
    private int[] codes = new int[64];
    private int size;
    private int missing;

    void add(@Nullable String text) {
        if (text == null) {
            missing();
        } else {
            put(dictionary.number(text));
        }
    }

    void add(char[] text, int from, int length) {
        put(dictionary.number(text, from, length));
    }

    void missing() {
        missing++;
        put(Codes.MISSING);
    }

    private void put(int code) {
        codes = size < codes.length ? codes : Arrays.copyOf(codes, size + size / 2);
        codes[size++] = code;
    }

    /** The different texts. */
    Texts texts() {
        return dictionary.texts();
    }

    /** The column of a kind; null for categorical when texts repeat, each twice on average or few in all, and else for text. */
    Column build(String name, @Nullable ColumnKind kind) {
        boolean repeats = dictionary.size() <= Math.max(ALWAYS_LEVELS, (size - missing) / 2);
        return kind == ColumnKind.CATEGORICAL || (kind == null && repeats) ? categorical(name) : text(name);
    }

    TextColumn text(String name) {
        return new TextColumn(name, dictionary.texts(), Codes.of(Arrays.copyOf(codes, size), dictionary.size()));
    }

    /** Levels in order: whole numbers by size, others by their letters. */
    CategoricalColumn categorical(String name) {
        Texts texts = dictionary.texts();
        List<String> found =
                IntStream.range(0, texts.size()).mapToObj(texts::get).toList();
        Comparator<Integer> order = (a, b) -> found.get(a).compareTo(found.get(b));
        if (found.stream().allMatch(level -> WHOLE.matcher(level).matches())) {
            List<BigInteger> numbers = found.stream().map(BigInteger::new).toList();
            Comparator<Integer> byLetters = order;
            order = (a, b) -> {
                int bySize = numbers.get(a).compareTo(numbers.get(b));
                return bySize != 0 ? bySize : byLetters.compare(a, b);
            };
        }
        List<Integer> sorted =
                new ArrayList<>(IntStream.range(0, found.size()).boxed().toList());
        sorted.sort(order);
        int[] place = new int[found.size()];
        for (int i = 0; i < place.length; i++) {
            place[sorted.get(i)] = i;
        }
        int[] ordered = new int[size];
        for (int row = 0; row < size; row++) {
            ordered[row] = codes[row] == Codes.MISSING ? Codes.MISSING : place[codes[row]];
        }
        return new CategoricalColumn(name, sorted.stream().map(found::get).toList(), Codes.of(ordered, found.size()));
    }
}
