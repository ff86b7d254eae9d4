package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Models in their compact form; docs/guide/tree-files.md describes it. A count in a file is not believed: what it counts is read piece by piece,
 * so that memory is in proportion to what is there.
 */
final class ModelBinary {
    static final byte[] MAGIC = "VIVTREES".getBytes(StandardCharsets.US_ASCII);

    private static final int LEAF = 1;
    private static final int LEVELS = 2;
    private static final int MISSING_LEFT = 4;
    private static final int ZERO_MISSING = 8;
    private static final int UNKNOWN_LEFT = 16;
    private static final int FLAGS = 32;

    private ModelBinary() {}

    // ---- writing

    static void write(TreeEnsemble model, OutputStream to) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(to, new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        out.write(MAGIC);
        out.writeInt(ModelJson.VERSION);
        text(ModelJson.kind(model.task()), out);
        texts(model.task() instanceof Task.Classification classes ? classes.labels() : List.of(), out);
        text(model.combination().name(), out);
        text(model.link().name(), out);
        count(model.width(), out);
        for (double base : model.base()) {
            out.writeDouble(base);
        }
        count(model.features().size(), out);
        for (Feature feature : model.features()) {
            text(feature.name(), out);
            texts(feature.levels(), out);
        }
        Map<String, String> settings = new TreeMap<>(model.settings());
        texts(List.copyOf(settings.keySet()), out);
        texts(List.copyOf(settings.values()), out);
        count(model.trees().size(), out);
        for (int i = 0; i < model.trees().size(); i++) {
            count(model.outputs().get(i) + 1, out);
            out.writeDouble(model.factors().get(i));
            write(model.trees().get(i), out);
        }
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    private static void write(Tree tree, DataOutputStream out) throws IOException {
        count(tree.nodes(), out);
        for (int node = 0; node < tree.nodes(); node++) {
            int[] levels = TreeColumns.levels(tree, node);
            out.writeByte((tree.isLeaf(node) ? LEAF : 0)
                    | (levels != null ? LEVELS : 0)
                    | (tree.missingGoesLeft(node) ? MISSING_LEFT : 0)
                    | (tree.zeroIsMissing(node) ? ZERO_MISSING : 0)
                    | (levels != null && tree.unknownGoesLeft(node) ? UNKNOWN_LEFT : 0));
            if (!tree.isLeaf(node)) {
                count(tree.feature(node), out);
                count(tree.left(node) - node, out);
                count(tree.right(node) - node, out);
                if (levels == null) {
                    out.writeDouble(tree.threshold(node));
                } else {
                    count(levels.length, out);
                    for (int level : levels) {
                        count(level, out);
                    }
                }
                out.writeDouble(tree.gain(node));
            }
            for (int k = 0; k < tree.outputs(); k++) {
                out.writeDouble(tree.value(node, k));
            }
            out.writeDouble(tree.weight(node));
            count(tree.rows(node), out);
            out.writeDouble(tree.impurity(node));
        }
    }

    /** A number of at least 0, seven bits a byte, the lowest first. */
    private static void count(int count, DataOutputStream out) throws IOException {
        int left = count;
        while (left >>> 7 != 0) {
            out.writeByte((left & 127) | 128);
            left >>>= 7;
        }
        out.writeByte(left);
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        count(bytes.length, out);
        out.write(bytes);
    }

    private static void texts(List<String> texts, DataOutputStream out) throws IOException {
        count(texts.size(), out);
        for (String text : texts) {
            text(text, out);
        }
    }

    // ---- reading

    /**
     * Reads a model.
     *
     * @throws InputException when what comes is no model of ours
     * @throws EOFException when it ends early
     */
    static TreeEnsemble read(InputStream from) throws IOException {
        CheckedInputStream in = new CheckedInputStream(from, new CRC32C());
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new InputException("It does not begin as one of our files does.");
        }
        Reader reader = new Reader(in);
        ModelJson.requireVersion((int) reader.bits(Integer.BYTES));
        String kind = reader.text();
        List<String> labels = reader.texts();
        String combination = reader.text();
        String link = reader.text();
        List<Double> base = new ArrayList<>();
        for (int left = reader.count(); left > 0; left--) {
            base.add(reader.number());
        }
        List<Feature> features = new ArrayList<>();
        for (int left = reader.count(); left > 0; left--) {
            String name = reader.text();
            List<String> levels = reader.texts();
            Feature.Kind its = levels.isEmpty() ? Feature.Kind.NUMERIC : Feature.Kind.CATEGORICAL;
            features.add(new Feature(name, its, levels));
        }
        List<String> keys = reader.texts();
        List<String> values = reader.texts();
        List<Tree> trees = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        List<Double> factors = new ArrayList<>();
        for (int left = reader.count(); left > 0; left--) {
            int output = reader.count() - 1;
            outputs.add(output);
            factors.add(reader.number());
            trees.add(reader.tree(features, output == TreeEnsemble.ALL ? base.size() : 1));
        }
        long sum = in.getChecksum().getValue();
        InputException.require(reader.bits(Long.BYTES) == sum, () -> "Its checksum is wrong.");
        InputException.require(in.read() < 0, () -> "Something stands behind the model.");
        InputException.require(
                keys.size() == values.size(),
                () -> "It has " + keys.size() + " settings, but " + values.size() + " values.");
        Map<String, String> settings = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            settings.put(keys.get(i), values.get(i));
        }
        return new TreeEnsemble(
                features,
                ModelJson.task(kind, labels),
                trees,
                outputs,
                factors,
                base,
                ModelJson.constant("combination", combination, TreeEnsemble.Combination::valueOf),
                ModelJson.constant("link", link, Link::valueOf),
                settings);
    }

    private static final class Reader {
        private final InputStream in;
        private long words;

        Reader(InputStream in) {
            this.in = in;
        }

        Tree tree(List<Feature> features, int outputs) throws IOException {
            int nodes = count();
            InputException.require(
                    (long) nodes * outputs < Integer.MAX_VALUE,
                    () -> "A tree has " + nodes + " nodes with " + outputs + " outputs.");
            TreeColumns tree = new TreeColumns();
            int[] missingLeft = new int[16];
            int[] zeroMissing = new int[16];
            int[] unknownLeft = new int[16];
            int lefts = 0;
            int unknowns = 0;
            int zeros = 0;
            for (int node = 0; node < nodes; node++) {
                tree.makeRoom(node, nodes, outputs);
                int flags = next();
                InputException.require(flags < FLAGS, () -> "A node has the unknown flags " + flags + ".");
                tree.feature[node] = -1;
                if ((flags & LEAF) == 0) {
                    branch(tree, node, (flags & LEVELS) != 0);
                }
                if ((flags & MISSING_LEFT) != 0) {
                    missingLeft = put(missingLeft, lefts++, node);
                }
                if ((flags & UNKNOWN_LEFT) != 0) {
                    unknownLeft = put(unknownLeft, unknowns++, node);
                }
                if ((flags & ZERO_MISSING) != 0) {
                    zeroMissing = put(zeroMissing, zeros++, node);
                }
                for (int k = 0; k < outputs; k++) {
                    tree.value[node * outputs + k] = number();
                }
                tree.weight[node] = number();
                tree.rows[node] = count();
                tree.impurity[node] = number();
            }
            tree.missingLeft = Arrays.copyOf(missingLeft, lefts);
            tree.unknownLeft = Arrays.copyOf(unknownLeft, unknowns);
            tree.zeroMissing = Arrays.copyOf(zeroMissing, zeros);
            words = ModelFile.requireRoom(words + tree.words(features));
            return tree.tree(features);
        }

        private void branch(TreeColumns tree, int node, boolean levels) throws IOException {
            tree.feature[node] = count();
            tree.left[node] = node + count();
            tree.right[node] = node + count();
            if (levels) {
                int[] set = new int[16];
                int count = count();
                for (int i = 0; i < count; i++) {
                    set = put(set, i, count());
                }
                tree.levels.put(node, Arrays.copyOf(set, count));
            } else {
                tree.threshold[node] = number();
            }
            tree.gain[node] = number();
        }

        private static int[] put(int[] all, int at, int value) {
            int[] large = at < all.length ? all : Arrays.copyOf(all, 2 * at);
            large[at] = value;
            return large;
        }

        private int next() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            return next;
        }

        long bits(int bytes) throws IOException {
            long bits = 0;
            for (int i = 0; i < bytes; i++) {
                bits = bits << 8 | next();
            }
            return bits;
        }

        double number() throws IOException {
            return Double.longBitsToDouble(bits(Double.BYTES));
        }

        int count() throws IOException {
            long count = 0;
            int shift = 0;
            int part = 128;
            while ((part & 128) != 0) {
                part = next();
                count |= (long) (part & 127) << shift;
                shift += 7;
                if (shift > 35 || count > Integer.MAX_VALUE) {
                    throw new InputException("A count in it is above " + Integer.MAX_VALUE + ".");
                }
            }
            return (int) count;
        }

        String text() throws IOException {
            int length = count();
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }

        List<String> texts() throws IOException {
            List<String> texts = new ArrayList<>();
            for (int left = count(); left > 0; left--) {
                texts.add(text());
            }
            return texts;
        }
    }
}
