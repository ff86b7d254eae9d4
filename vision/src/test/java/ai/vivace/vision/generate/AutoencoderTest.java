package ai.vivace.vision.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.Sequential;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoencoderTest {
    private static final Shape PICTURE = Shape.of(1, 8, 8);

    /** Stripes: one of eight columns is white. */
    private static TrainingData stripes() {
        byte[] pixels = new byte[256 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 8 == i / 64 % 8 ? 255 : 0);
        }
        Array.Bytes pictures = new Array.Bytes(Shape.of(256, 1, 8, 8), pixels);
        Reconstruction source = Reconstruction.of(
                ArrayDataSet.of(pictures, new Array.Floats(Shape.of(256, 1), new float[256]), new Task.Regression(1)));
        return TrainingData.of(source, source)
                .batchSize(32)
                .workers(0)
                .preprocessing(new Preprocessing(PICTURE, 255, List.of(0.0), List.of(1.0)))
                .build();
    }

    @Test
    void referenceNetworksHaveTheirParameters() {
        try (Sequential plain = Autoencoder.standard(Shape.of(1, 28, 28));
                VariationalAutoencoder variational = VariationalAutoencoder.of(Shape.of(1, 28, 28))) {
            assertThat(plain.parameterCount()).isEqualTo(219_891);
            assertThat(variational.parameterCount()).isEqualTo(652_824);
            assertThat(variational.parameters().keySet())
                    .containsExactly(
                            "fc1.weight",
                            "fc1.bias",
                            "fc21.weight",
                            "fc21.bias",
                            "fc22.weight",
                            "fc22.bias",
                            "fc3.weight",
                            "fc3.bias",
                            "fc4.weight",
                            "fc4.bias");
        }
    }

    @Test
    void plainAutoencoderGivesBackWhatItGets() {
        try (Learner learner =
                Learner.of(stripes(), Autoencoder.of(PICTURE, 32, 8)).seed(1).build()) {
            learner.fitOneCycle(20, 1e-2);
            assertThat(learner.validate().loss()).isLessThan(0.02);
        }
    }

    @Test
    void variationalAutoencoderGivesBackAndItsCodesLeadFromPictureToPicture() {
        TrainingData data = stripes();
        VariationalAutoencoder network = VariationalAutoencoder.of(PICTURE, 64, 4);
        try (Learner learner = Learner.of(data, network)
                .loss(EvidenceBound.of(network))
                .seed(1)
                .build()) {
            double before = learner.validate().loss();
            learner.fitOneCycle(40, 1e-2);
            assertThat(learner.validate().loss()).isLessThan(before / 4);
            Tensor first = data.preprocessing()
                    .apply(data.validation()
                            .dataSet()
                            .item(0)
                            .input()
                            .toTensor()
                            .unsqueeze(0));
            Tensor last = data.preprocessing()
                    .apply(data.validation()
                            .dataSet()
                            .item(5)
                            .input()
                            .toTensor()
                            .unsqueeze(0));
            Tensor way = network.interpolate(first, last, 5);
            assertThat(way.shape()).isEqualTo(Shape.of(5, 1, 8, 8));
            assertThat(way.select(0, 0).sub(first.select(0, 0)).abs().mean().item())
                    .isLessThan(0.1);
            assertThat(way.select(0, 4).sub(last.select(0, 0)).abs().mean().item())
                    .isLessThan(0.1);
        }
    }

    @Test
    void boundIsCrossEntropyPlusDivergence() {
        // One pixel with logit 0, code of one number with mean 2 and log-variance 0.
        Tensor output = Tensor.of(new float[] {0, 2, 0}, Shape.of(1, 3));
        Tensor target = Tensor.of(new float[] {1}, Shape.of(1, 1, 1, 1));
        assertThat(new EvidenceBound(1, 1).mean(output, target).item()).isCloseTo(Math.log(2) + 2, within(1e-6));
        assertThat(new EvidenceBound(1, 3).mean(output, target).item()).isCloseTo(Math.log(2) + 6, within(1e-6));
    }

    @Test
    void codesAreDrawnInTrainingAndMeansInUse() {
        Tensor pictures = Tensor.randomUniform(Shape.of(2, 1, 8, 8), Rng.of(4));
        try (VariationalAutoencoder network = VariationalAutoencoder.of(PICTURE, 16, 2);
                VariationalAutoencoder again = (VariationalAutoencoder) LayerTree.build(LayerTree.describe(network))) {
            again.load(network.state());
            assertThat(network.apply(pictures).toFloats())
                    .isNotEqualTo(network.apply(pictures).toFloats());
            network.eval();
            again.eval();
            assertThat(again.apply(pictures).toFloats())
                    .isEqualTo(network.apply(pictures).toFloats());
        }
    }

    @Test
    void surePicturesOfAllClassesScoreTheNumberOfClasses() {
        Tensor sure = Tensor.of(new float[] {50, 0, 0, 0, 50, 0, 0, 0, 50}, Shape.of(3, 3));
        SampleScore best = SampleScore.of(sure);
        assertThat(best.inception()).isCloseTo(3, within(1e-5));
        assertThat(best.confidence()).isCloseTo(1, within(1e-6));
        assertThat(best.shares()).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
        assertThat(SampleScore.of(Tensor.zeros(Shape.of(4, 3))).inception()).isCloseTo(1, within(1e-6));
        Tensor alike = Tensor.of(new float[] {50, 0, 0, 50, 0, 0}, Shape.of(2, 3));
        assertThat(SampleScore.of(alike).inception()).isCloseTo(1, within(1e-5));
    }
}
