package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.optim.Adam;
import ai.vivace.optim.Optimizer;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MaximalUpdateTest {
    private static final int BASE = 32;

    private static Sequential mlp(int width) {
        return Sequential.of(
                Linear.of(20, width),
                Activation.relu(),
                Linear.of(width, width),
                LayerNorm.of(width),
                Activation.relu(),
                Linear.of(width, 5));
    }

    @Test
    void dimensionsThatGrowSayWhatAParameterIs() {
        MaximalUpdate update = MaximalUpdate.between(mlp(BASE), mlp(4 * BASE));
        assertThat(update.kinds())
                .containsEntry("0.weight", MaximalUpdate.Kind.INPUT)
                .containsEntry("0.bias", MaximalUpdate.Kind.OTHER)
                .containsEntry("2.weight", MaximalUpdate.Kind.HIDDEN)
                .containsEntry("3.weight", MaximalUpdate.Kind.OTHER)
                .containsEntry("5.weight", MaximalUpdate.Kind.OUTPUT);
        Sequential model = mlp(4 * BASE);
        assertThat(update.rateFactors(model))
                .containsEntry("0.weight", 1.0)
                .containsEntry("2.weight", 0.25)
                .containsEntry("3.bias", 1.0)
                .containsEntry("5.weight", 0.25)
                .containsEntry("5.bias", 1.0);
        assertThat(update.groupFactors(model)).containsExactly(0.25, 1.0);
        List<ParameterGroup> groups = update.splitter().split(model);
        assertThat(groups.get(0).parameters()).containsOnlyKeys("2.weight", "5.weight");
        assertThat(groups.get(1).parameters()).hasSize(6);
        MaximalUpdate embedding = MaximalUpdate.between(Embedding.of(9, 4), Embedding.of(9, 8));
        assertThat(embedding.kinds()).containsValues(MaximalUpdate.Kind.INPUT);
        assertThat(embedding.rateFactors(Embedding.of(9, 64)).values()).containsOnly(1.0);
    }

    @Test
    void atTheNarrowWidthNothingIsSlowed() {
        assertThat(MaximalUpdate.between(mlp(BASE), mlp(64))
                        .rateFactors(mlp(BASE))
                        .values())
                .containsOnly(1.0);
    }

    @Test
    void valuesStartByTheRulesAndTheReportSaysWhy() {
        Sequential model = mlp(256);
        Initialization.Report report = MaximalUpdate.between(mlp(BASE), mlp(64)).apply(model, Rng.of(1));
        Map<String, Tensor> state = model.state();
        assertThat(deviation(state, "0.weight")).isCloseTo(Math.sqrt(2.0 / 20), within(0.01));
        assertThat(deviation(state, "2.weight")).isCloseTo(Math.sqrt(2.0 / 256), within(0.001));
        assertThat(deviation(state, "5.weight")).isZero();
        assertThat(deviation(state, "0.bias")).isZero();
        assertThat(report.rows().get(2).why()).isEqualTo("hidden; rate times 0.1250");
    }

    private static double deviation(Map<String, Tensor> state, String path) {
        return Objects.requireNonNull(state.get(path)).variance().sqrt().item();
    }

    /** The coordinate check: how far features move in a few steps must not depend on the width. */
    @Test
    void featuresMoveEquallyAtEveryWidthAndFurtherWithWidthWithoutTheRules() {
        MaximalUpdate update = MaximalUpdate.between(deep(BASE), deep(2 * BASE));
        double narrow = movement(scaled(update, BASE));
        for (int width : new int[] {4 * BASE, 16 * BASE}) {
            assertThat(movement(scaled(update, width)) / narrow)
                    .as("width " + width)
                    .isBetween(0.7, 1.4);
        }
        assertThat(movement(plain(16 * BASE)) / movement(plain(BASE))).isGreaterThan(2.5);
    }

    private static Sequential deep(int width) {
        return Sequential.of(
                Linear.of(20, width),
                Activation.relu(),
                Linear.of(width, width),
                Activation.relu(),
                Linear.of(width, width),
                Activation.relu(),
                Linear.of(width, 5));
    }

    private record Subject(Sequential model, List<ParameterGroup> groups, List<Double> factors) {}

    private static Subject scaled(MaximalUpdate update, int width) {
        Sequential model = deep(width);
        update.apply(model, Rng.of(3));
        return new Subject(model, update.splitter().split(model), update.groupFactors(model));
    }

    private static Subject plain(int width) {
        Sequential model = deep(width);
        Initialization.kaiming().apply(model, Rng.of(3));
        return new Subject(model, Splitter.whole().split(model), List.of(1.0));
    }

    /** The mean move of the last hidden layer's outputs in three steps of Adam. */
    private static double movement(Subject subject) {
        List<Map<String, Parameter>> parameters = new ArrayList<>();
        subject.groups().forEach(group -> parameters.add(group.parameters()));
        double rate = 3e-3;
        try (Scope scope = Scope.open();
                Optimizer optimizer = Adam.pytorch().learningRate(rate).build(parameters)) {
            for (int i = 0; i < parameters.size(); i++) {
                optimizer
                        .groups()
                        .get(i)
                        .hyper()
                        .learningRate(rate * subject.factors().get(i));
            }
            Tensor input = Tensor.randomNormal(Shape.of(64, 20), Rng.of(1));
            long[] classes = new long[64];
            Arrays.setAll(classes, i -> i % 5);
            Tensor target = Tensor.ofLongs(classes);
            Tensor before = features(subject.model(), input);
            for (int step = 0; step < 3; step++) {
                CrossEntropy.standard()
                        .mean(subject.model().apply(input), target)
                        .backward();
                optimizer.step();
                optimizer.clearGradients();
            }
            return features(subject.model(), input).sub(before).abs().mean().item();
        }
    }

    private static Tensor features(Sequential model, Tensor input) {
        Tensor value = input;
        for (UnaryLayer layer : model.layers().subList(0, 6)) {
            value = layer.apply(value);
        }
        return value.detach();
    }

    @Test
    void modelsOfAnotherBuildAreErrors() {
        assertThatThrownBy(() -> MaximalUpdate.between(Linear.withoutBias(2, 3), Linear.of(2, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"bias\"");
        assertThatThrownBy(() -> MaximalUpdate.between(Linear.of(2, 3), Linear.withoutBias(2, 3)))
                .hasMessageContaining("the narrow one has 2 parameters, the wider one 1");
        assertThatThrownBy(() -> MaximalUpdate.between(
                        Linear.of(2, 3), Conv2d.of(2, 3, 3).build()))
                .hasMessageContaining("\"weight\" has shape [3, 2] in the narrow one");
        assertThatThrownBy(() -> MaximalUpdate.between(Linear.of(2, 3), Linear.of(2, 3)))
                .hasMessageContaining("must differ in their widths");
        MaximalUpdate update = MaximalUpdate.between(Linear.of(2, 3), Linear.of(4, 3));
        assertThatThrownBy(() -> update.splitter().split(mlp(8)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("another build than those that were compared");
    }
}
