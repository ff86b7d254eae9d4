package ai.vivace.vision.segment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Item;
import ai.vivace.data.Source;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.tensor.Shape;
import ai.vivace.testing.DataFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Cells in slices under the electron microscope (ISBI 2012), 20 to learn from and 10 to be judged by. Needs fetched data: the folder
 * {@code em-membrane} inside the one that VIVACE_DATA (or -Dvivace.data) names.
 */
@Tag("data")
class MembraneTest {
    private static final int SIDE = 512;
    private static final int CROP = 256;
    private static final int CROPS = 4;
    private static final int EPOCHS = 20;

    /** Some ten minutes on two cores. */
    @Test
    @Tag("slow")
    void unetFindsCellsWithADiceOf94Percent() throws IOException {
        Path folder = DataFolder.named("em-membrane");
        TrainingData data = TrainingData.of(new Repeated(slices(folder, 0, 20), CROPS), slices(folder, 20, 30))
                .batchSize(4)
                .seed(1)
                .augmentation(List.of(MembraneTest::croppedAndTurned))
                .build();
        UNet net = UNet.of(1, 2).padded().batchNorm().width(16).dropout(0.2).build();
        try (Learner learner = SegmentationLearner.of(data, net)
                .metrics(SegmentationMetrics.dice(1))
                .seed(1)
                .build()) {
            learner.fitOneCycle(EPOCHS, 5e-3);

            assertThat(learner.validate().metric("dice_1").orElseThrow()).isGreaterThanOrEqualTo(0.94);
        }
    }

    /** A quarter of a slice, from anywhere and in one of its eight positions. */
    private static Item croppedAndTurned(Item item, Rng rng) {
        byte[] slice = ((Array.Bytes) item.input()).values();
        long[] mask = ((Array.Longs) item.target()).values();
        int top = rng.nextInt(SIDE - CROP + 1);
        int left = rng.nextInt(SIDE - CROP + 1);
        int position = rng.nextInt(8);
        byte[] crop = new byte[CROP * CROP];
        long[] cropMask = new long[CROP * CROP];
        for (int i = 0; i < crop.length; i++) {
            int row = (position & 1) == 0 ? i / CROP : CROP - 1 - i / CROP;
            int column = (position & 2) == 0 ? i % CROP : CROP - 1 - i % CROP;
            int from = (position & 4) == 0 ? (top + row) * SIDE + left + column : (top + column) * SIDE + left + row;
            crop[i] = slice[from];
            cropMask[i] = mask[from];
        }
        return new Item(
                new Array.Bytes(Shape.of(1, CROP, CROP), crop), new Array.Longs(Shape.of(CROP, CROP), cropMask));
    }

    private static ArrayDataSet slices(Path folder, int from, int to) throws IOException {
        byte[] pictures = new byte[(to - from) * SIDE * SIDE];
        long[] masks = new long[pictures.length];
        for (int number = from; number < to; number++) {
            byte[] picture = grey(folder.resolve("train/image/" + number + ".png"));
            byte[] mask = grey(folder.resolve("train/label/" + number + ".png"));
            int start = (number - from) * SIDE * SIDE;
            System.arraycopy(picture, 0, pictures, start, picture.length);
            for (int i = 0; i < mask.length; i++) {
                masks[start + i] = (mask[i] & 0xFF) > 127 ? 1 : 0;
            }
        }
        return ArrayDataSet.of(
                new Array.Bytes(Shape.of(to - from, 1, SIDE, SIDE), pictures),
                new Array.Longs(Shape.of(to - from, SIDE, SIDE), masks),
                new Task.Segmentation(List.of("membrane", "cell")));
    }

    private static byte[] grey(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        byte[] grey = new byte[SIDE * SIDE];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) image.getRaster().getSample(i % SIDE, i / SIDE, 0);
        }
        return grey;
    }

    /** A source of which an epoch goes through each item several times. */
    private record Repeated(Source source, int times) implements Source {
        @Override
        public int size() {
            return source.size() * times;
        }

        @Override
        public Item item(int index) {
            return source.item(index % source.size());
        }

        @Override
        public Task task() {
            return source.task();
        }

        @Override
        public Shape inputShape() {
            return source.inputShape();
        }

        @Override
        public double scale() {
            return source.scale();
        }

        @Override
        public int classOf(int index) {
            return -1;
        }
    }
}
