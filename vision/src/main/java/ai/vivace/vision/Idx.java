package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the IDX files of MNIST and its relatives: grey pictures of bytes in one file and their class numbers in another, plain
 * or compressed with gzip.
 *
 * <p>The format (LeCun, Cortes and Burges): four bytes 0, 0, type (8: unsigned byte), number of dimensions; then each
 * dimension as a big-endian 32-bit number; then the values.
 */
public final class Idx {
    /** The group of items to learn from. */
    public static final String TRAINING = "train";
    /** The group of held-out items. */
    public static final String HELD_OUT = "t10k";

    private static final int UNSIGNED_BYTE = 8;
    /** The most bytes that one byte of a gzip file can unpack to (zlib's technical details). */
    private static final long MOST_UNPACKED = 1032;

    private Idx() {}

    /**
     * Reads a folder's pairs {@code train-images…}/{@code train-labels…} and {@code t10k-images…}/{@code t10k-labels…}, or one
     * of them, or the pair of a single pictures file. Items are in the groups {@link #TRAINING} and {@link #HELD_OUT}; labels
     * are the class numbers.
     *
     * @throws InputException when files are missing, are not what they should be, or do not fit together; it names the file
     */
    public static ArrayDataSet read(Path path) {
        return read(path, List.of());
    }

    /** As {@link #read(Path)}, with names for the classes, such as "shirt"; class numbers are places in the list. */
    public static ArrayDataSet read(Path path, List<String> labels) {
        List<Pair> pairs = new ArrayList<>();
        if (Files.isDirectory(path)) {
            for (String group : List.of(TRAINING, HELD_OUT)) {
                find(path, group + "-images").ifPresent(pictures -> pairs.add(pair(pictures, group)));
            }
            InputException.require(
                    !pairs.isEmpty(),
                    () -> "Folder " + path + " has neither train-images nor t10k-images files in the IDX format.");
        } else {
            pairs.add(pair(path, name(path).startsWith(HELD_OUT) ? HELD_OUT : TRAINING));
        }
        return join(pairs, labels, path);
    }

    /** Whether a folder has pictures in the IDX format, by its files' names. */
    static boolean isIn(Path folder) {
        return find(folder, TRAINING + "-images").isPresent()
                || find(folder, HELD_OUT + "-images").isPresent();
    }

    /** Whether a file's name is that of pictures or labels in the IDX format. */
    static boolean isNamedLike(Path file) {
        return name(file).matches(".*[-.]idx[13]-ubyte(\\.gz)?");
    }

    private record Values(Shape shape, byte[] bytes) {}

    private record Pair(Values pictures, Values labels, String group) {}

    private static Pair pair(Path picturesFile, String group) {
        String name = name(picturesFile);
        InputException.require(
                name.contains("images"),
                () -> "Expected a file of pictures with \"images\" in its name, but came " + picturesFile
                        + ". Give the folder, or the pictures' file.");
        Path folder = picturesFile.toAbsolutePath().getParent();
        String start = name.substring(0, name.indexOf("images")) + "labels";
        Path labelsFile = folder == null ? null : find(folder, start).orElse(null);
        if (labelsFile == null) {
            throw new InputException("There are no labels for " + picturesFile + ": no file whose name starts with "
                    + start + " stands beside it.");
        }
        Values pictures = values(picturesFile, 3, "pictures");
        Values labels = values(labelsFile, 1, "labels");
        InputException.require(
                pictures.shape().size(0) == labels.shape().size(0),
                () -> picturesFile + " has " + pictures.shape().size(0) + " pictures, but " + labelsFile + " has "
                        + labels.shape().size(0) + " labels. They do not belong together; fetch both again.");
        return new Pair(pictures, labels, group);
    }

    private static ArrayDataSet join(List<Pair> pairs, List<String> labels, Path path) {
        Shape picture = pairs.get(0).pictures().shape().withoutFirst();
        int count = 0;
        for (Pair pair : pairs) {
            Shape other = pair.pictures().shape().withoutFirst();
            InputException.require(
                    other.equals(picture),
                    () -> "The pictures in " + path + " have different sizes: " + picture + " and " + other + ".");
            count = Math.addExact(count, pair.labels().bytes().length);
        }
        int length = Math.toIntExact(picture.elements());
        byte[] pixels =
                pairs.size() == 1 ? pairs.get(0).pictures().bytes() : new byte[Math.multiplyExact(count, length)];
        int[] classes = new int[count];
        int start = 0;
        for (Pair pair : pairs) {
            byte[] own = pair.pictures().bytes();
            if (own != pixels) {
                System.arraycopy(own, 0, pixels, start * length, own.length);
            }
            for (byte label : pair.labels().bytes()) {
                classes[start++] = label & 0xFF;
            }
        }
        // Not the pairs themselves: their pixels are in the joined array and should be freed.
        int first = pairs.get(0).labels().bytes().length;
        List<String> groups = pairs.stream().map(Pair::group).toList();
        return ArrayDataSet.of(
                        new Array.Bytes(Shape.of(count, 1, picture.size(0), picture.size(1)), pixels),
                        classes,
                        new Task.Classification(labels.isEmpty() ? numbers(classes) : labels))
                .groups(i -> groups.get(i < first ? 0 : 1))
                .names(i -> i < first ? groups.get(0) + " picture " + i : groups.get(1) + " picture " + (i - first));
    }

    private static List<String> numbers(int[] classes) {
        int most = IntStream.of(classes).max().orElse(0);
        return IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList();
    }

    private static Values values(Path file, int rank, String what) {
        try (DataInputStream in = new DataInputStream(Unpacked.open(file))) {
            int magic = in.readInt();
            int expected = UNSIGNED_BYTE << 8 | rank;
            InputException.require(
                    magic == expected,
                    () -> String.format(
                            "%s is no IDX file of %s: it starts with 0x%08X instead of 0x%08X. Fetch it again, or give another"
                                    + " file.",
                            file, what, magic, expected));
            long[] sizes = new long[rank];
            double total = 1;
            for (int i = 0; i < rank; i++) {
                int size = in.readInt();
                sizes[i] = size;
                total *= size;
                InputException.require(
                        size > 0, () -> file + " is damaged: its header says that a dimension is " + size + ".");
            }
            double elements = total;
            InputException.require(
                    elements < Integer.MAX_VALUE - 8,
                    () -> String.format("%s is damaged or too large: its header promises %.0f bytes.", file, elements));
            byte[] bytes = read(in, (int) elements, Files.size(file));
            InputException.require(
                    bytes.length == (int) elements,
                    () -> truncated(file) + "its header promises " + (int) elements + " bytes of " + what
                            + ", but only " + bytes.length + " came.");
            InputException.require(
                    in.read() < 0,
                    () -> file + " is damaged: it goes on after the " + (int) elements + " bytes of " + what
                            + " that its header promises.");
            return new Values(Shape.of(sizes), bytes);
        } catch (EOFException e) {
            throw new InputException(truncated(file) + "it ends too early.", e);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /** Up to so many bytes; where a file of this size cannot have as many, no more memory than what is really there takes. */
    private static byte[] read(InputStream in, int count, long fileSize) throws IOException {
        if (count > fileSize * MOST_UNPACKED) {
            return in.readNBytes(count);
        }
        // Straight into place: readNBytes(count) gathers pieces and takes twice the memory.
        byte[] bytes = new byte[count];
        int came = in.readNBytes(bytes, 0, count);
        return came == count ? bytes : Arrays.copyOf(bytes, came);
    }

    private static String truncated(Path file) {
        return file + " is truncated; fetch it again: ";
    }

    /** The unpacked file where there are both. */
    private static Optional<Path> find(Path folder, String start) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).startsWith(start))
                    .min(Comparator.comparing((Path file) -> name(file).endsWith(".gz"))
                            .thenComparing(Idx::name));
        } catch (IOException e) {
            throw new InputException("Cannot list " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private static String name(Path file) {
        @Nullable Path last = file.getFileName();
        return last == null ? "" : last.toString();
    }
}
