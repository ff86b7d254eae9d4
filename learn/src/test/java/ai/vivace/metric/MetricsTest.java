package ai.vivace.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.Goldens;
import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Metrics against scikit-learn's and fastai's, whole and in uneven batches. */
class MetricsTest {
    private static final JsonNode GOLDEN = Goldens.torch().get("metrics");

    @Test
    void classificationEqualsScikitLearn() {
        JsonNode data = GOLDEN.get("multiclass");
        Tensor logits = Goldens.tensor(data.get("probabilities")).log();
        Tensor target = Goldens.tensor(data.get("y"));
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", Metrics.accuracy());
        for (Averaging averaging : new Averaging[] {Averaging.MACRO, Averaging.MICRO, Averaging.WEIGHTED}) {
            String suffix = "_" + averaging.name().toLowerCase(Locale.ROOT);
            metrics.put("precision" + suffix, Metrics.precision(averaging));
            metrics.put("recall" + suffix, Metrics.recall(averaging));
            metrics.put("f1" + suffix, Metrics.f1(averaging));
        }
        metrics.put("roc_auc_ovr_macro", Metrics.rocAuc());
        metrics.forEach((name, metric) ->
                assertMetric(metric, logits, target, data.get(name).asDouble(), 1e-6));
        for (int k = 1; k <= 3; k++) {
            double expected =
                    data.get("top_k_accuracy").get(Integer.toString(k)).asDouble();
            assertMetric(Metrics.topK(k), logits, target, expected, 1e-6);
        }
        assertMetric(Metrics.topK(5), logits, target, 1, 0);
        assertMetric(
                Metrics.errorRate(), logits, target, 1 - data.get("accuracy").asDouble(), 1e-6);
        assertMetric(
                Metrics.perplexity(),
                logits,
                target,
                Math.exp(data.get("log_loss").asDouble()),
                1e-4);
    }

    @Test
    void binaryAreaEqualsScikitLearnWithTiesFromOneOrTwoOutputs() {
        JsonNode data = GOLDEN.get("binary");
        Tensor scores = Goldens.tensor(data.get("scores"));
        Tensor target = Goldens.tensor(data.get("y"));
        double expected = data.get("roc_auc").asDouble();
        assertMetric(Metrics.rocAuc(), scores, target, expected, 1e-9);
        assertMetric(Metrics.rocAuc(), scores.unsqueeze(1), target, expected, 1e-9);
        Tensor two = Tensor.stack(List.of(scores.neg(), scores), 1);
        assertMetric(Metrics.rocAuc(), two, target, expected, 1e-9);
    }

    /** Computed with scikit-learn 1.2 and NumPy from the same probabilities. */
    @Test
    void scoresOfProbabilitiesEqualScikitLearn() {
        JsonNode data = GOLDEN.get("multiclass");
        Tensor logits = Goldens.tensor(data.get("probabilities")).log();
        Tensor target = Goldens.tensor(data.get("y"));
        assertMetric(
                Metrics.negativeLogLikelihood(),
                logits,
                target,
                data.get("log_loss").asDouble(),
                1e-6);
        assertMetric(Metrics.brierScore(), logits, target, 0.5716473683, 1e-6);
        assertMetric(Metrics.averagePrecision(), logits, target, 0.7032557720, 1e-9);
        assertMetric(Metrics.calibrationError(), logits, target, 0.1114625, 1e-6);
        assertMetric(Metrics.calibrationError(5), logits, target, 0.0654875, 1e-6);
        assertMetric(Metrics.meanIntersectionOverUnion(), logits, target, 0.3847222222, 1e-9);
    }

    @Test
    void scoresOfTwoClassesAreTheSameFromOneOrTwoOutputs() {
        JsonNode data = GOLDEN.get("binary");
        Tensor scores = Goldens.tensor(data.get("scores"));
        Tensor logits = scores.log().sub(scores.neg().add(1).log());
        Tensor target = Goldens.tensor(data.get("y"));
        Tensor two = Tensor.stack(List.of(logits.zerosLike(), logits), 1);
        for (Tensor output : List.of(logits, logits.unsqueeze(1), two)) {
            assertMetric(
                    Metrics.averagePrecision(),
                    output,
                    target,
                    data.get("average_precision").asDouble(),
                    1e-9);
            assertMetric(Metrics.brierScore(), output, target, data.get("brier").asDouble(), 1e-6);
            double likelihood = value(Metrics.negativeLogLikelihood(), two, target, 3);
            assertMetric(Metrics.negativeLogLikelihood(), output, target, likelihood, 1e-6);
            double calibration = value(Metrics.calibrationError(), two, target, 3);
            assertMetric(Metrics.calibrationError(), output, target, calibration, 1e-6);
        }
    }

    @Test
    void averagePrecisionTakesEqualScoresTogether() {
        // At 3: 1 of 1; at 2: 2 of 4, of which one is new; at 1: 3 of 5.
        Tensor scores = Tensor.of(3, 2, 2, 2, 1);
        assertMetric(
                Metrics.averagePrecision(), scores, Tensor.ofLongs(1, 1, 0, 0, 1), (1 + 2 / 4.0 + 3 / 5.0) / 3, 1e-12);
        assertMetric(Metrics.averagePrecision(), scores, Tensor.ofLongs(1, 1, 1, 1, 1), 1, 0);
        assertThat(value(Metrics.averagePrecision(), scores, Tensor.ofLongs(0, 0, 0, 0, 0), 5))
                .isNaN();
        assertThat(value(Metrics.averagePrecision(), Tensor.of(1, Float.NaN), Tensor.ofLongs(0, 1), 2))
                .isNaN();
    }

    @Test
    void overlapOfClassesLeavesOutWhatIsIgnoredAndClassesThatAreAbsent() {
        Tensor answers = Tensor.of(new long[] {0, 0, 1, 1, 1, 0}, Shape.of(1, 6));
        Tensor logits = answers.oneHot(4).transpose(1, 2).to(DType.FLOAT32);
        Tensor target = Tensor.of(new long[] {0, 1, 1, 1, 255, 2}, Shape.of(1, 6));
        // Class 0: 1 of 3 places; class 1: 2 of 3; class 2: 0 of 1; class 3 is nowhere; the fifth place does not count.
        double expected = (1 / 3.0 + 2 / 3.0 + 0) / 3;
        assertMetric(Metrics.meanIntersectionOverUnion(255), logits, target, expected, 1e-12);
        assertThatThrownBy(() -> Metrics.meanIntersectionOverUnion().start().add(logits, target))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has the target 255");
        assertThatThrownBy(() -> Metrics.meanIntersectionOverUnion(255).start().add(logits, target.narrow(1, 0, 5)))
                .hasMessageContaining("6 predictions but 5 targets");
    }

    @Test
    void calibrationErrorIsZeroForAnswersAsSureAsTheyAreRight() {
        Tensor threeQuarters = Tensor.full(Shape.of(4), Math.log(3));
        assertMetric(Metrics.calibrationError(), threeQuarters, Tensor.ofLongs(1, 1, 1, 0), 0, 1e-6);
        assertMetric(Metrics.calibrationError(), threeQuarters, Tensor.ofLongs(0, 0, 0, 0), 0.75, 1e-6);
        Tensor sure = Tensor.full(Shape.of(2), 100);
        assertMetric(Metrics.calibrationError(1), sure, Tensor.ofLongs(1, 0), 0.5, 1e-6);
        assertThat(value(Metrics.calibrationError(), Tensor.of(Float.NaN, 1), Tensor.ofLongs(0, 1), 2))
                .isNaN();
        assertThatThrownBy(() -> Metrics.calibrationError(0)).hasMessageContaining("at least 1 bin");
    }

    @Test
    void likelihoodAndPerplexityLeaveOutWhatIsIgnored() {
        Tensor logits = Tensor.zeros(Shape.of(2, 5, 3));
        Tensor target = Tensor.of(new long[] {0, -100, 4, -100, -100, 1}, Shape.of(2, 3));
        assertMetric(Metrics.negativeLogLikelihood(), logits, target, Math.log(5), 1e-6);
        assertMetric(Metrics.perplexity(), logits, target, 5, 1e-5);
    }

    @Test
    void areaLeavesOutClassesThatCannotBeRanked() {
        Tensor logits = Tensor.of(new float[] {3, 1, 0, 1, 3, 0}, Shape.of(2, 3));
        assertMetric(Metrics.rocAuc(), logits, Tensor.ofLongs(0, 1), 1, 0);
        assertThat(value(Metrics.rocAuc(), logits, Tensor.ofLongs(1, 1), 2)).isNaN();
    }

    @Test
    void areaOfDenseOutputsIsThatOfAllPlacesAsItems() {
        Tensor dense = Tensor.of(Goldens.wave(60, 0.7, 2), Shape.of(4, 3, 5));
        Tensor target =
                Tensor.of(Goldens.wave(20, 1.3, 10), Shape.of(4, 5)).abs().to(DType.INT64);
        Tensor places = target.sub(target.div(3).floor().mul(3)).to(DType.INT64);
        Tensor rows = dense.transpose(1, 2).reshape(20, 3);
        double expected = value(Metrics.rocAuc(), rows, places.reshape(20), 20);
        assertThat(expected).isBetween(0.1, 0.9);
        assertMetric(Metrics.rocAuc(), dense, places, expected, 1e-12);
    }

    @Test
    void areaOfScoresThatAreNoNumbersIsNone() {
        Tensor scores = Tensor.of(0.1f, Float.NaN, 0.3f, 0.4f);
        assertThat(value(Metrics.rocAuc(), scores, Tensor.ofLongs(0, 1, 0, 1), 4))
                .isNaN();
    }

    @Test
    void areaRefusesTargetsThatAreNoClasses() {
        assertThatThrownBy(() -> Metrics.rocAuc().start().add(Tensor.of(1, 2), Tensor.ofLongs(0, 2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Row 1 has the target 2, but the classes are 0 to 1");
    }

    @Test
    void r2OfEqualTargetsIsScikitLearns() {
        Tensor same = Tensor.of(2, 2, 2, 2);
        assertMetric(Metrics.r2(), same, same, 1, 0);
        assertMetric(Metrics.r2(), Tensor.of(2, 2, 2, 3), same, 0, 0);
        assertThat(value(Metrics.r2(), Tensor.of(1), Tensor.of(1), 1)).isNaN();
    }

    @Test
    void regressionEqualsScikitLearn() {
        JsonNode data = GOLDEN.get("regression");
        Tensor predicted = Goldens.tensor(data.get("predicted"));
        Tensor target = Goldens.tensor(data.get("y"));
        assertMetric(Metrics.r2(), predicted, target, data.get("r2").asDouble(), 1e-6);
        assertMetric(
                Metrics.rootMeanSquaredError(),
                predicted,
                target,
                data.get("rmse").asDouble(),
                1e-6);
        assertMetric(
                Metrics.meanSquaredError(), predicted, target, data.get("mse").asDouble(), 1e-6);
        assertMetric(
                Metrics.meanAbsoluteError(), predicted, target, data.get("mae").asDouble(), 1e-6);
        assertMetric(
                Metrics.r2(), predicted.unsqueeze(1), target, data.get("r2").asDouble(), 1e-6);
    }

    @Test
    void r2KeepsItsDigitsFarFromZero() {
        Tensor target = Tensor.of(new double[] {1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3}, Shape.of(4));
        Tensor output = Tensor.of(new double[] {1e9, 1e9 + 1, 1e9 + 2, 1e9 + 2}, Shape.of(4));
        assertMetric(Metrics.r2(), output, target, 0.8, 1e-9);
    }

    @Test
    void metricsEqualFastais() {
        JsonNode data = Goldens.fastai().get("metrics(same logits)");
        Tensor logits = Tensor.of(Goldens.wave(12, 0.5, 2), Shape.of(4, 3));
        Tensor target = Tensor.ofLongs(0, 2, 1, 2);
        Map.of(
                        "accuracy", Metrics.accuracy(),
                        "error_rate", Metrics.errorRate(),
                        "top_2_accuracy", Metrics.topK(2),
                        "F1 macro", Metrics.f1(Averaging.MACRO),
                        "precision macro", Metrics.precision(Averaging.MACRO),
                        "recall macro", Metrics.recall(Averaging.MACRO),
                        "roc_auc ovr", Metrics.rocAuc())
                .forEach((name, metric) ->
                        assertMetric(metric, logits, target, data.get(name).asDouble(), 1e-6));
        Tensor each = target.oneHot(3);
        Map.of(
                        "accuracy_multi", Metrics.multiLabelAccuracy(0.5),
                        "mse", Metrics.meanSquaredError(),
                        "mae", Metrics.meanAbsoluteError(),
                        "rmse", Metrics.rootMeanSquaredError(),
                        "r2", Metrics.r2())
                .forEach((name, metric) ->
                        assertMetric(metric, logits, each, data.get(name).asDouble(), 1e-5));
    }

    @Test
    void singleOutputIsALogitOfClassOne() {
        Tensor logits = Tensor.of(new float[] {2, -1, 0.5f, -3}, Shape.of(4, 1));
        Tensor target = Tensor.ofLongs(1, 0, 0, 1);
        assertMetric(Metrics.accuracy(), logits, target, 0.5, 0);
        assertMetric(Metrics.f1(Averaging.BINARY), logits, target, 0.5, 0);
        assertMetric(Metrics.accuracy(), logits, target.unsqueeze(1), 0.5, 0);
        assertMetric(Metrics.topK(1), logits, target, 0.5, 0);
        assertMetric(Metrics.topK(1), logits.squeeze(1), target, 0.5, 0);
        assertMetric(Metrics.topK(2), logits.squeeze(1), target, 1, 0);
    }

    @Test
    void denseOutputsCountEachPlace() {
        Tensor logits = Tensor.of(Goldens.wave(24, 0.4, 1), Shape.of(2, 3, 4));
        Tensor target = logits.argmax(1);
        assertMetric(Metrics.accuracy(), logits, target, 1, 0);
        assertMetric(Metrics.topK(1), logits, target, 1, 0);
        assertMetric(Metrics.f1(Averaging.WEIGHTED), logits, target, 1, 1e-12);
        Tensor other = logits.neg().argmax(1);
        assertMetric(Metrics.topK(1), logits, other, 0, 0);
        assertMetric(Metrics.topK(2), logits, other, 0, 0);
    }

    @Test
    void metricWithoutBatchesIsNaN() {
        for (Metric metric : new Metric[] {
            Metrics.accuracy(),
            Metrics.errorRate(),
            Metrics.r2(),
            Metrics.rocAuc(),
            Metrics.averagePrecision(),
            Metrics.calibrationError(),
            Metrics.brierScore(),
            Metrics.meanIntersectionOverUnion(),
            Metrics.f1(Averaging.MACRO)
        }) {
            assertThat(metric.start().value()).as(metric.name()).isNaN();
        }
    }

    @Test
    void targetsThatDoNotFitAreErrors() {
        Tensor logits = Tensor.zeros(Shape.of(4, 3));
        assertThatThrownBy(() -> Metrics.accuracy().start().add(logits, Tensor.ofLongs(0, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("as many targets");
        assertThatThrownBy(() -> Metrics.f1(Averaging.MACRO).start().add(logits, Tensor.ofLongs(0, 1, 3, 0)))
                .hasMessageContaining("Row 2 has the target 3");
        assertThatThrownBy(() -> value(Metrics.f1(Averaging.BINARY), logits, Tensor.ofLongs(0, 1, 1, 0), 4))
                .hasMessageContaining("Averaging.BINARY is for two classes");
    }

    /** The same whether all at once or in batches that leave a short last one. */
    private static void assertMetric(Metric metric, Tensor output, Tensor target, double expected, double tolerance) {
        for (int batch : new int[] {(int) output.size(0), 3, 1}) {
            assertThat(value(metric, output, target, batch))
                    .as(metric.name() + " in batches of " + batch)
                    .isCloseTo(expected, within(tolerance));
        }
    }

    private static double value(Metric metric, Tensor output, Tensor target, int batch) {
        Metric.Accumulator accumulator = metric.start();
        long size = output.size(0);
        for (long start = 0; start < size; start += batch) {
            long length = Math.min(batch, size - start);
            accumulator.add(output.narrow(0, start, length), target.narrow(0, start, length));
        }
        return accumulator.value();
    }
}
