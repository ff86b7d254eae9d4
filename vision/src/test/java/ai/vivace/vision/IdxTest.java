package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    @TempDir
    Path folder;

    private byte[] pictures;
    private byte[] labels;

    @BeforeEach
    void makeThreePicturesOfTwoByTwo() throws IOException {
        pictures = idx(0x803, new int[] {3, 2, 2}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255);
        labels = idx(0x801, new int[] {3}, 2, 0, 1);
    }

    static byte[] idx(int magic, int[] sizes, int... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(magic);
        for (int size : sizes) {
            out.writeInt(size);
        }
        for (int value : values) {
            out.writeByte(value);
        }
        return bytes.toByteArray();
    }

    static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> Idx.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void plainAndPackedFilesOfBothGroupsAreRead() throws IOException {
        write("train-images-idx3-ubyte", pictures);
        write("train-labels-idx1-ubyte", labels);
        write("t10k-images.idx3-ubyte.gz", packed(idx(0x803, new int[] {1, 2, 2}, 9, 9, 9, 9)));
        write("t10k-labels.idx1-ubyte.gz", packed(idx(0x801, new int[] {1}, 1)));
        ArrayDataSet set = Idx.read(folder);
        assertThat(set.size()).isEqualTo(4);
        assertThat(set.inputShape()).isEqualTo(Shape.of(1, 2, 2));
        assertThat(set.scale()).isEqualTo(255);
        assertThat(set.task()).isEqualTo(new Task.Classification(List.of("0", "1", "2")));
        assertThat(((Array.Bytes) set.item(2).input()).values()).containsExactly(8, 9, 10, -1);
        assertThat(set.classOf(0)).isEqualTo(2);
        assertThat(set.group(2)).isEqualTo("train");
        assertThat(set.group(3)).isEqualTo("t10k");
        assertThat(set.describe(3)).isEqualTo("t10k picture 0");
        Pictures opened = Pictures.open(folder);
        Split.Parts parts = opened.split(0.2, 42).apply(opened.source());
        assertThat(parts.training().indices()).containsExactly(0, 1, 2);
        assertThat(parts.validation().indices()).containsExactly(3);
    }

    @Test
    void onePicturesFileFindsItsLabels() throws IOException {
        Path file = write("train-images-idx3-ubyte", pictures);
        write("train-labels-idx1-ubyte", labels);
        assertThat(Idx.read(file).size()).isEqualTo(3);
        assertThat(Pictures.open(file).split(0.2, 42)).isEqualTo(Split.stratified(0.2, 42));
        assertThat(Idx.read(file, List.of("shirt", "shoe", "bag")).task())
                .isEqualTo(new Task.Classification(List.of("shirt", "shoe", "bag")));
        assertThatThrownBy(() -> Idx.read(file, List.of("shirt", "shoe"))).hasMessageContaining("target 0 is 2");
        assertThatThrownBy(() -> Idx.read(folder.resolve("train-labels-idx1-ubyte")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"images\" in its name");
    }

    @Test
    void wrongMagicIsRefused() throws IOException {
        write("train-images-idx3-ubyte", labels);
        write("train-labels-idx1-ubyte", labels);
        assertRefused("train-images-idx3-ubyte is no IDX file of pictures", "0x00000801 instead of 0x00000803");
    }

    @Test
    void truncatedFilesAreRefused() throws IOException {
        write("train-labels-idx1-ubyte", labels);
        write("train-images-idx3-ubyte", Arrays.copyOf(pictures, pictures.length - 1));
        assertRefused("train-images-idx3-ubyte is truncated", "promises 12 bytes of pictures", "only 11 came");
        write("train-images-idx3-ubyte", Arrays.copyOf(pictures, 6));
        assertRefused("train-images-idx3-ubyte is truncated");
        byte[] whole = packed(pictures);
        write("train-images-idx3-ubyte", Arrays.copyOf(whole, whole.length - 12));
        assertRefused("train-images-idx3-ubyte is truncated");
    }

    @Test
    void damagedCompressionIsRefused() throws IOException {
        byte[] whole = packed(pictures);
        whole[12] ^= 0x55;
        whole[13] ^= 0x55;
        write("train-images-idx3-ubyte.gz", whole);
        write("train-labels-idx1-ubyte", labels);
        assertRefused("train-images-idx3-ubyte.gz");
    }

    @Test
    void falseHeaderCannotTakeMemory() throws IOException {
        write("train-labels-idx1-ubyte", labels);
        write("train-images-idx3-ubyte", idx(0x803, new int[] {2_000_000_000, 28, 28}, 1, 2));
        assertRefused("damaged or too large", "1568000000000 bytes");
        write("train-images-idx3-ubyte", idx(0x803, new int[] {2_000_000, 28, 28}, 1, 2));
        assertRefused("truncated", "only 2 came");
        write("train-images-idx3-ubyte", idx(0x803, new int[] {3, -2, 2}, 1, 2));
        assertRefused("damaged", "dimension is -2");
    }

    @Test
    void filesThatGoOnAreRefused() throws IOException {
        write("train-labels-idx1-ubyte", labels);
        write("train-images-idx3-ubyte", Arrays.copyOf(pictures, pictures.length + 1));
        assertRefused("goes on after the 12 bytes");
    }

    @Test
    void countsMustAgree() throws IOException {
        write("train-images-idx3-ubyte", pictures);
        write("train-labels-idx1-ubyte", idx(0x801, new int[] {2}, 0, 1));
        assertRefused("has 3 pictures", "has 2 labels");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        assertRefused("neither train-images nor t10k-images");
        write("train-images-idx3-ubyte", pictures);
        assertRefused("no labels for", "train-labels");
        write("train-labels-idx1-ubyte", labels);
        write("t10k-images-idx3-ubyte", idx(0x803, new int[] {1, 1, 2}, 9, 9));
        write("t10k-labels-idx1-ubyte", idx(0x801, new int[] {1}, 1));
        assertRefused("different sizes: [2, 2] and [1, 2]");
    }
}
