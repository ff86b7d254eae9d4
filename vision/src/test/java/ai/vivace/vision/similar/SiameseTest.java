package ai.vivace.vision.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Item;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiameseTest {
    private static final int SIDE = 4;

    /** Three kinds of pictures: noise on a bright row, column or diagonal. */
    private static ArrayDataSet kinds(int items, long seed) {
        Rng rng = Rng.of(seed);
        float[] pictures = new float[items * SIDE * SIDE];
        int[] classes = new int[items];
        for (int i = 0; i < items; i++) {
            classes[i] = i % 3;
            for (int place = 0; place < SIDE * SIDE; place++) {
                int row = place / SIDE;
                int column = place % SIDE;
                boolean bright = classes[i] == 0 ? row == 1 : classes[i] == 1 ? column == 2 : row == column;
                pictures[i * SIDE * SIDE + place] = (float) ((bright ? 1 : 0) + 0.3 * rng.nextGaussian());
            }
        }
        return ArrayDataSet.of(
                new Array.Floats(Shape.of(items, 1, SIDE, SIDE), pictures),
                classes,
                new Task.Classification(List.of("row", "column", "diagonal")));
    }

    private static Sequential trunk() {
        return Sequential.of(Flatten.of(), Linear.of(SIDE * SIDE, 16), Activation.relu(), Linear.of(16, 4));
    }

    private static double accuracy(Relatives training, Relatives judging, SiameseLoss loss) {
        TrainingData data = TrainingData.of(training, judging)
                .batchSize(16)
                .workers(0)
                .preprocessing(Preprocessing.none(training.inputShape()))
                .build();
        try (Learner learner = Learner.of(data, Siamese.of(trunk()))
                .loss(loss)
                .metrics(new RelativesAccuracy(loss))
                .seed(3)
                .build()) {
            learner.fitOneCycle(10, 1e-2);
            return learner.validate().metric("relatives_accuracy").orElseThrow();
        }
    }

    @Test
    void contrastiveLossTellsWhatBelongsTogether() {
        Relatives training = Relatives.pairs(kinds(300, 1), 7);
        assertThat(accuracy(training, Relatives.pairs(kinds(90, 2), 8), SiameseLoss.contrastive(1)))
                .isGreaterThan(0.95);
    }

    @Test
    void tripletLossTellsWhatBelongsTogether() {
        Relatives training = Relatives.triplets(kinds(300, 1), 7);
        assertThat(accuracy(training, Relatives.triplets(kinds(90, 2), 8), SiameseLoss.triplet(1)))
                .isGreaterThan(0.95);
    }

    @Test
    void pairsAreTheSameForOneSeedAndHalfBelongTogether() {
        Relatives pairs = Relatives.pairs(kinds(300, 1), 7);
        int together = 0;
        for (int i = 0; i < pairs.size(); i++) {
            Item item = pairs.item(i);
            Item again = pairs.item(i);
            assertThat(((Array.Floats) again.input()).values()).isEqualTo(((Array.Floats) item.input()).values());
            together += (int) ((Array.Longs) item.target()).values()[0];
        }
        assertThat(together / 300.0).isCloseTo(0.5, within(0.1));
        assertThat(pairs.inputShape()).isEqualTo(Shape.of(2, 1, SIDE, SIDE));
    }

    @Test
    void triplesHaveOneOfTheSameAndOneOfAnotherClass() {
        // Pictures whose only pixel is their class and, behind the point, their number.
        float[] pixels = {0.0f, 1.1f, 2.2f, 0.3f, 1.4f, 2.5f, 0.6f, 0.7f};
        int[] classes = {0, 1, 2, 0, 1, 2, 0, 0};
        ArrayDataSet source = ArrayDataSet.of(
                new Array.Floats(Shape.of(8, 1, 1, 1), pixels),
                classes,
                new Task.Classification(List.of("a", "b", "c")));
        Relatives triplets = Relatives.triplets(source, 1);
        for (int i = 0; i < triplets.size(); i++) {
            float[] values = ((Array.Floats) triplets.item(i).input()).values();
            assertThat(values[0]).isEqualTo(pixels[i]);
            assertThat((int) values[1]).isEqualTo(classes[i]);
            assertThat(values[1]).isNotEqualTo(pixels[i]);
            assertThat((int) values[2]).isNotEqualTo(classes[i]);
        }
    }

    @Test
    void oneClassAloneIsRefused() {
        ArrayDataSet source = ArrayDataSet.of(
                new Array.Floats(Shape.of(2, 1, 1, 1), new float[2]),
                new int[] {1, 1},
                new Task.Classification(List.of("a", "b")));
        assertThatThrownBy(() -> Relatives.pairs(source, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("two classes");
    }

    @Test
    void builtAgainFromItsDescriptionComputesTheSame() {
        Tensor pairs = Tensor.randomNormal(Shape.of(3, 2, 1, SIDE, SIDE), Rng.of(1));
        try (Siamese network = Siamese.of(trunk());
                Siamese again = (Siamese) LayerTree.build(LayerTree.describe(network))) {
            again.load(network.state());
            assertThat(again.apply(pairs).toFloats())
                    .isEqualTo(network.apply(pairs).toFloats());
            assertThat(network.apply(pairs).shape()).isEqualTo(Shape.of(3, 2, 4));
        }
    }
}
