package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.ElementwiseLoss;
import ai.vivace.loss.EmbeddingLosses;
import ai.vivace.loss.Information;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Linear;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.model.Networks;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/losses.md. */
class LossesGuideTest {
    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/losses.md", LossesGuideTest.class);
    }

    @Test
    void aLearnerHasALoss() {
        Pictures digits = Pictures.digits();
        TrainingData data =
                TrainingData.of(digits.source(), digits.split(0.2, 42)).build();
        // snippet
        LearnerBuilder settings = Learner.of(data, Networks.mlp(data.inputShape(), 64, 10))
                .loss(CrossEntropy.standard().smoothing(0.1))
                .metrics(Metrics.accuracy());
        // end
        try (Learner learner = settings.build()) {
            assertThat(learner.loss().toString()).contains("0.1");
            assertThat(learner.metricNames()).containsExactly("accuracy");
        }
    }

    @Test
    void embeddingsOfTwoKindsFindEachOther() {
        try (UnaryLayer pictureNet = Linear.of(6, 4);
                UnaryLayer textNet = Linear.of(3, 4)) {
            pictureNet.initialize(Rng.of(1));
            textNet.initialize(Rng.of(2));
            Tensor pictureBatch = Tensor.randomNormal(Shape.of(5, 6), Rng.of(3));
            Tensor textBatch = Tensor.randomNormal(Shape.of(5, 3), Rng.of(4));
            // snippet
            Tensor pictures = EmbeddingLosses.normalize(pictureNet.apply(pictureBatch));
            Tensor texts = EmbeddingLosses.normalize(textNet.apply(textBatch));
            Tensor loss = EmbeddingLosses.infoNce(pictures, texts, 0.07).mean();
            // end
            loss.backward();
            assertThat(loss.item()).isPositive();
            assertThat(textNet.parameter("weight").value().grad()).isNotNull();
        }
    }

    @Test
    void informationIsMeasuredOnPlainNumbers() {
        // snippet
        double known = Information.entropy(0.7, 0.2, 0.1);
        double expected = Information.crossEntropy(new double[] {0.7, 0.2, 0.1}, new double[] {0.5, 0.3, 0.2});
        System.out.println(known + " nats at least, " + expected + " with these beliefs");
        // end
        assertThat(known).isEqualTo(0.80181855, within(1e-8));
        assertThat(expected).isEqualTo(0.88694138, within(1e-8));
    }

    // snippet
    record LogCosh() implements ElementwiseLoss {
        @Override
        public Tensor elements(Tensor output, Tensor target) {
            Tensor error = output.sub(target).abs();
            return error.add(error.mul(-2).exp().add(1).log()).sub(Math.log(2));
        }
    }
    // end

    @Test
    void aLossOfOnesOwnTakesTheShapesAndTheMeanFromTheLibrary() {
        Tensor loss = new LogCosh().mean(Tensor.of(0f, 1f), Tensor.of(0f, -1f));
        assertThat(loss.item()).isEqualTo(Math.log(Math.cosh(2)) / 2, within(1e-6));
    }
}
