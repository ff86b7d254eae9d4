package ai.vivace.text;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts and what answers them, such as sentences and their translations.
 *
 * <pre>{@code
 * TextPairs pairs = TextPairs.files(Path.of("train.en"), Path.of("train.ja"));
 * }</pre>
 */
public final class TextPairs {
    private final List<String> sources;
    private final List<String> targets;
    private final List<String> notes;

    private TextPairs(List<String> sources, List<String> targets, List<String> notes) {
        this.sources = List.copyOf(sources);
        this.targets = List.copyOf(targets);
        this.notes = notes;
        InputException.require(
                sources.size() == targets.size(),
                () -> "Each text needs its partner, but there are " + sources.size() + " texts and " + targets.size()
                        + " answers.");
        InputException.require(!sources.isEmpty(), () -> "There are no pairs of texts. Give at least one.");
    }

    /**
     * Pairs that are in memory.
     *
     * @throws InputException when there are none, or not as many of both
     */
    public static TextPairs of(List<String> sources, List<String> targets) {
        return new TextPairs(sources, targets, List.of());
    }

    /**
     * The lines of two files in UTF-8, each with that in the same place of the other.
     *
     * @throws InputException when one cannot be read, has a byte that is wrong in the encoding, or they have different numbers of lines
     */
    public static TextPairs files(Path sources, Path targets) {
        return files(sources, targets, StandardCharsets.UTF_8);
    }

    /** As {@link #files(Path, Path)}, in another encoding. */
    public static TextPairs files(Path sources, Path targets, Charset charset) {
        List<List<String>> pairs = TextLines.pairs(sources, targets, charset);
        return of(
                pairs.stream().map(pair -> pair.get(0)).toList(),
                pairs.stream().map(pair -> pair.get(1)).toList());
    }

    /**
     * The first two columns of a file in UTF-8 with tabs between them and no names above them; further columns are passed over, and so are empty
     * lines.
     *
     * @throws InputException when it cannot be read, a byte is wrong in the encoding, or a line has only one column; it names the line
     */
    public static TextPairs tsv(Path file) {
        return tsv(file, StandardCharsets.UTF_8);
    }

    /** As {@link #tsv(Path)}, in another encoding. */
    public static TextPairs tsv(Path file, Charset charset) {
        List<String> sources = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        List<String> lines = EncodedText.read(file, charset).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            int line = i + 1;
            String[] columns = lines.get(i).split("\t", -1);
            InputException.require(
                    columns.length >= 2,
                    () -> file + " line " + line
                            + " has no tab between a text and its answer. Write both in one line, a tab between them.");
            sources.add(columns[0]);
            targets.add(columns[1]);
        }
        return of(sources, targets);
    }

    /**
     * Two columns of a file of comma-separated values in UTF-8, whose first row has the columns' names.
     *
     * @throws InputException as {@link TextCsv#read}
     */
    public static TextPairs csv(Path file, String source, String target) {
        return of(
                TextCsv.at(file).text(source).onEmpty(OnEmpty.KEEP).read(),
                TextCsv.at(file).text(target).onEmpty(OnEmpty.KEEP).read());
    }

    /**
     * Documents, each with that in the same place of others; for files of other delimiters and encodings, read by {@link TextCsv}.
     *
     * @throws InputException when there are not as many of both
     */
    public static TextPairs of(TextDocuments sources, TextDocuments targets) {
        return of(all(sources), all(targets));
    }

    private static List<String> all(TextDocuments documents) {
        List<String> texts = new ArrayList<>(documents.size());
        documents.texts().forEach(texts::add);
        return texts;
    }

    /** The number of pairs. */
    public int size() {
        return sources.size();
    }

    /** The texts to be answered. */
    public List<String> sources() {
        return sources;
    }

    /** What answers them. */
    public List<String> targets() {
        return targets;
    }

    /** What a user should know: how many pairs were left out. */
    public List<String> notes() {
        return notes;
    }

    /** All texts of both sides: what a common vocabulary is learnt from. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(sources);
        texts.addAll(targets);
        return texts;
    }

    /** Those pairs of which both sides have text. */
    public TextPairs withoutEmpty() {
        int[] full = IntStream.range(0, size())
                .filter(i -> !sources.get(i).isBlank() && !targets.get(i).isBlank())
                .toArray();
        int empty = size() - full.length;
        return empty == 0 ? this : chosen(full, List.of(empty + " pairs with an empty side were left out."));
    }

    /** Pairs from one place to before another. */
    public TextPairs part(int from, int to) {
        InputException.require(
                from >= 0 && from < to && to <= size(),
                () -> "There are pairs 0 to " + (size() - 1) + ", but those from " + from + " to before " + to
                        + " were asked for.");
        return new TextPairs(sources.subList(from, to), targets.subList(from, to), notes);
    }

    /**
     * Two parts at random.
     *
     * @param training to learn from
     * @param validation to judge by
     */
    public record Parts(TextPairs training, TextPairs validation) {}

    /**
     * Sets pairs aside to judge by.
     *
     * @param share of all pairs, above 0 and below 1; each part gets at least one
     */
    public Parts split(double share, long seed) {
        InputException.require(
                share > 0 && share < 1 && size() > 1,
                () -> "A share between 0 and 1 of at least 2 pairs can be set aside, but came " + share + " of "
                        + size() + ".");
        int aside = (int) Math.max(1, Math.min(size() - 1, Math.rint(share * size())));
        int[] order = Rng.of(seed).split("pairs").permutation(size());
        return new Parts(
                chosen(Arrays.copyOfRange(order, aside, order.length), notes),
                chosen(Arrays.copyOf(order, aside), notes));
    }

    private TextPairs chosen(int[] places, List<String> why) {
        return new TextPairs(
                Arrays.stream(places).mapToObj(sources::get).toList(),
                Arrays.stream(places).mapToObj(targets::get).toList(),
                why);
    }
}
