package ai.vivace.text.embed;

import ai.vivace.base.InputException;
import ai.vivace.store.Safetensors;
import ai.vivace.store.SafetensorsFile;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Texts with their vectors, to be searched by meaning.
 *
 * <p>The file is of safetensors: {@code vectors} float32 [texts, width], {@code probe} [width], and texts and names as UTF-8, uint8, with where
 * each ends, int64. Many threads may search at a time.
 */
public final class TextIndex {
    private static final String FORMAT = "vivace.format";
    private static final String FORMAT_NAME = "text-index";

    /** The text whose vector tells encoders apart. */
    private static final String PROBE = "The quick brown fox jumps over the lazy dog.";

    /** How far products of the same encoder's vectors may be from 1 on different machines. */
    private static final double SAME = 1e-3;

    private final List<String> texts;
    private final List<String> names;
    private final float[][] vectors;
    private final float[] probe;

    /**
     * A text that was found.
     *
     * @param place its number, from 0
     * @param name what it is called: its file and line
     * @param text the text
     * @param similarity the product of its vector and the question's, -1 to 1
     */
    public record Match(int place, String name, String text, double similarity) {}

    private TextIndex(List<String> texts, List<String> names, float[][] vectors, float[] probe) {
        this.texts = texts;
        this.names = names;
        this.vectors = vectors;
        this.probe = probe;
    }

    /**
     * An index of texts with vectors that an encoder made.
     *
     * @param vectors [texts][width]
     * @throws InputException when there are no texts, or not as many of each
     */
    public static TextIndex of(List<String> texts, List<String> names, float[][] vectors, SentenceEncoder encoder) {
        InputException.require(
                !texts.isEmpty() && texts.size() == names.size() && texts.size() == vectors.length,
                () -> "An index needs texts, and a name and a vector for each, but came " + texts.size() + " texts, "
                        + names.size() + " names and " + vectors.length + " vectors.");
        return new TextIndex(List.copyOf(texts), List.copyOf(names), vectors.clone(), encoder.encode(PROBE));
    }

    /** The number of texts. */
    public int size() {
        return texts.size();
    }

    /** The numbers of a vector. */
    public int width() {
        return probe.length;
    }

    /**
     * The texts nearest to a question, the nearest first; of equally near ones the earlier.
     *
     * @param count how many at most
     * @throws InputException when the encoder is not the one that made the index
     */
    public List<Match> search(String question, int count, SentenceEncoder encoder) {
        InputException.require(count >= 1, () -> "At least 1 text must be asked for, but came " + count + ".");
        float[] check = encoder.encode(PROBE);
        InputException.require(
                check.length == probe.length && Math.abs(product(check, probe) - 1) < SAME,
                () -> "The index was made by another encoder: its vectors have " + probe.length
                        + " numbers, and those of this one " + check.length
                        + (check.length == probe.length ? " that mean something else" : "")
                        + ". Give the encoder that made it, or make the index again.");
        float[] wanted = encoder.encode(question);
        PriorityQueue<Match> best = new PriorityQueue<>(
                Comparator.comparingDouble(Match::similarity).thenComparing(Match::place, Comparator.reverseOrder()));
        for (int place = 0; place < vectors.length; place++) {
            double similarity = product(wanted, vectors[place]);
            best.add(new Match(place, names.get(place), texts.get(place), similarity));
            if (best.size() > count) {
                best.poll();
            }
        }
        List<Match> found = new ArrayList<>(best);
        found.sort(Comparator.comparingDouble(Match::similarity).reversed().thenComparingInt(Match::place));
        return found;
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    // ---- files

    /**
     * Writes the index, whole or not at all.
     *
     * @throws InputException when the file cannot be written, or texts have more than 2 GB
     */
    public void write(Path file) {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            List<Tensor> rows = new ArrayList<>();
            for (float[] vector : vectors) {
                rows.add(Tensor.of(vector));
            }
            tensors.put("vectors", Tensor.stack(rows, 0));
            tensors.put("probe", Tensor.of(probe));
            put(tensors, "texts", texts);
            put(tensors, "names", names);
            Safetensors.write(file, tensors, Map.of(FORMAT, FORMAT_NAME));
        }
    }

    private static void put(Map<String, Tensor> tensors, String name, List<String> strings) {
        List<byte[]> parts = strings.stream()
                .map(string -> string.getBytes(StandardCharsets.UTF_8))
                .toList();
        long total = parts.stream().mapToLong(part -> part.length).sum();
        InputException.require(
                total < Integer.MAX_VALUE - 8,
                () -> "The " + name + " have " + total + " bytes; an index holds at most 2 GB. Make several.");
        byte[] all = new byte[(int) total];
        long[] ends = new long[parts.size()];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            byte[] part = parts.get(i);
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
            ends[i] = at;
        }
        tensors.put(name, Tensor.of(all, Shape.of(all.length)));
        tensors.put(name + ".ends", Tensor.of(ends, Shape.of(ends.length)));
    }

    /**
     * Reads an index.
     *
     * @throws InputException when the file is missing, damaged or no index
     */
    public static TextIndex read(Path file) {
        try (Scope scope = Scope.open()) {
            SafetensorsFile content = Safetensors.read(file);
            InputException.require(
                    FORMAT_NAME.equals(content.metadata().get(FORMAT)),
                    () -> file
                            + " is a safetensors file but no index of texts. Make one with vivace embed or TextIndex.");
            Parts parts = new Parts(file, content.tensors());
            Tensor vectors = parts.get("vectors", DType.FLOAT32, 2);
            float[] probe = parts.get("probe", DType.FLOAT32, 1).toFloats();
            int size = Math.toIntExact(vectors.size(0));
            parts.check(size > 0 && vectors.size(1) == probe.length, "vectors");
            float[][] rows = new float[size][];
            for (int row = 0; row < size; row++) {
                rows[row] = vectors.select(0, row).toFloats();
            }
            return new TextIndex(parts.strings("texts", size), parts.strings("names", size), rows, probe);
        }
    }

    /** What a file holds, unchecked. */
    private record Parts(Path file, Map<String, Tensor> tensors) {
        Tensor get(String name, DType dtype, int rank) {
            Tensor tensor = tensors.get(name);
            if (tensor == null || tensor.dtype() != dtype || tensor.rank() != rank) {
                throw damaged(name);
            }
            return tensor;
        }

        void check(boolean right, String name) {
            if (!right) {
                throw damaged(name);
            }
        }

        private InputException damaged(String name) {
            return new InputException("The index " + file + " is damaged: \"" + name
                    + "\" is missing or does not fit the rest. Make it again.");
        }

        List<String> strings(String name, int count) {
            byte[] bytes = get(name, DType.UINT8, 1).toRaw();
            long[] ends = get(name + ".ends", DType.INT64, 1).toLongs();
            check(ends.length == count, name);
            List<String> strings = new ArrayList<>(count);
            long at = 0;
            for (long end : ends) {
                check(end >= at && end <= bytes.length, name);
                strings.add(new String(bytes, (int) at, (int) (end - at), StandardCharsets.UTF_8));
                at = end;
            }
            return List.copyOf(strings);
        }
    }
}
